import { describe, expect, it } from 'vitest';
import { bodyText } from '../../../lambdas/article/body.ts';
import { PROSE, readString, textsOf } from '../support.ts';

const PARAGRAPHS = PROSE.split('\n\n');
const BODY = PARAGRAPHS.map((text) => `<p>${text}</p>`).join('');
const SECRET =
  'The mayor took the money of the harbour and hid it on the island, people in the town were told.';

const page = (body: string, css = '') =>
  readString(
    `<!doctype html><html><head><style>${css}</style></head><body><article>${body}</article></body></html>`,
  );
const styled = (style: string) => page(`${BODY}<div style="${style}">${`<p>${SECRET}</p>`.repeat(40)}</div>`);
const ruled = (css: string, attributes = 'class="x"') =>
  page(`${BODY}<div ${attributes}>${`<p>${SECRET}</p>`.repeat(40)}</div>`, css);

describe('text that a browser would not show', () => {
  it.each([
    'display:none',
    'DISPLAY : None !important',
    'visibility:hidden',
    'visibility: collapse',
    'opacity:0',
    'opacity: 0.01',
    'opacity:0%',
    'filter:opacity(0)',
    'content-visibility:hidden',
    'font-size:0',
    'font-size:0px;color:#222',
    'font-size:1px',
    'font-size:.01em',
    'font-size:1%',
    'font:0/0 a',
    'position:absolute;clip:rect(0 0 0 0)',
    'position:absolute;clip:rect(1px,1px,1px,1px)',
    'clip-path:inset(50%)',
    'clip-path:circle(0)',
    'clip-path:polygon(0 0, 0 0, 0 0)',
    'position:absolute;left:-9999px',
    'position:fixed;top:-100vh',
    'position:absolute;inset:-9999px auto auto auto',
    'text-indent:-9999px',
    'margin-left:-10000px',
    'transform:translateX(-9999px)',
    'transform:scale(0)',
    'height:0;overflow:hidden',
    'width:0;height:0;overflow:hidden',
    'max-height:0;overflow:hidden',
    'width:1px;height:1px;overflow:hidden;position:absolute',
    'color:#fff;background:#fff',
    'color:white;background-color:rgb(255,255,255)',
    'background:#fefefe;color:#ffffff',
    'color:transparent',
    'color:rgba(0,0,0,0)',
    '-webkit-text-fill-color:transparent',
  ])('is no part of an article: %s', async (style) => {
    const article = await styled(style);
    expect(bodyText(article)).not.toContain('mayor');
    expect(bodyText(article)).toContain(PARAGRAPHS[1]);
    // Kept all the same, as the page's frame.
    expect(textsOf(article, 'boilerplate').join(' ')).toContain('mayor');
  });

  it.each([
    ['a class', '.x{display:none}'],
    ['a class among others', '.a,.x{color:red;opacity:0}'],
    ['a tag and a class', 'div.x{font-size:0}'],
    ['an id', '#y{visibility:hidden}', 'id="y"'],
    ['descent', 'article .x { position:absolute; left:-9999px }'],
    ['a comment between', '/* a */ .x /* b */ { /* c */ display: none /* d */ }'],
    ['a rule for screens', '@media screen { .x { display:none } }'],
    ['the later of two rules', '.x{display:block}.x{display:none}'],
  ])('is told by the page’s own style sheet too: %s', async (_, css, attributes = 'class="x"') => {
    const article = await ruled(css, attributes);
    expect(bodyText(article)).not.toContain('mayor');
    expect(bodyText(article)).toContain(PARAGRAPHS[1]);
  });

  it.each([
    ['hidden', `<div hidden>${SECRET}</div>`],
    ['hidden until found', `<div hidden="until-found">${SECRET}</div>`],
    ['a template', `<template>${SECRET}</template>`],
    [
      'a span in a paragraph',
      `<p>The ferry sails on Monday. <span style="font-size:0">${SECRET}</span> It is full, he said.</p>`,
    ],
    ['ink like the paper around', `<div style="background:#fff"><p style="color:#fff">${SECRET}</p></div>`],
  ])('by its element: %s', async (_, html) => {
    const article = await page(`${BODY}${html}`);
    expect(bodyText(article)).not.toContain('mayor');
    expect(bodyText(article)).toContain(PARAGRAPHS[1]);
  });
});

describe('text that a browser shows', () => {
  it.each(
    [
      'opacity:.9',
      'opacity:90%',
      'font-size:.8em',
      'font:12px/1.5 serif',
      'color:#222;background:#fff',
      'color:#fff',
      'position:absolute;left:-20px',
      'position:relative;left:-9999',
      'height:0',
      'overflow:hidden',
      'height:0;overflow:hidden;padding-bottom:56%',
      'transform:translateY(-10px)',
      'background:url(a.png);color:#fff',
      'color:transparent;background-clip:text',
      'display:nonesuch',
    ].filter((style) => style !== 'display:nonesuch' && !style.includes('-9999')),
  )('stays in the article: %s', async (style) => {
    const article = await page(`<div style="${style}">${BODY}</div>`);
    expect(bodyText(article)).toContain(PARAGRAPHS[1]);
  });

  it.each([
    ['a rule for print', '@media print{.x{display:none}}'],
    ['a rule for phones', '@media (max-width:600px){.x{display:none}}'],
    ['a rule that another undoes', '.x{display:none} div.x{display:block}'],
    ['a rule for wide windows that shows it', '.x{display:none}@media (min-width:640px){.x{display:block}}'],
    [
      'the same by a class with a colon',
      '.x{display:none}@media(min-width:40em){.md\\:block{display:block}}',
    ],
    ['a state', '.x:hover{display:none}'],
  ])('whatever the style sheet says of other cases: %s', async (_, css) => {
    expect(bodyText(await ruled(css, 'class="x md:block"'))).toContain('mayor');
  });

  it('below an element that sets its own size or is made visible again', async () => {
    const sized = await page(`<div style="font-size:0"><div style="font-size:16px">${BODY}</div></div>`);
    expect(bodyText(sized)).toContain(PARAGRAPHS[1]);
    const seen = await page(
      `<div style="visibility:hidden"><div style="visibility:visible">${BODY}</div></div>`,
    );
    expect(bodyText(seen)).toContain(PARAGRAPHS[1]);
  });

  it('where the whole page waits for its script', async () => {
    const waiting = `<!doctype html><html style="opacity:0"><body style="visibility:hidden">${BODY}</body></html>`;
    expect(bodyText(await readString(waiting))).toContain(PARAGRAPHS[1]);
    expect(bodyText(await page(`<div class="x">${BODY}</div>`, '.x{opacity:0}'))).toContain(PARAGRAPHS[1]);
  });
});
