import { describe, expect, it } from 'vitest';
import { bodyText } from '../../../lambdas/article/body.ts';
import { InvalidUpload } from '../../../lambdas/article/invalid-upload.ts';
import { PROSE, readString } from '../support.ts';

describe('a page without the usual frame', () => {
  const text = PROSE.split('\n\n');
  const paragraphs = text.map((one) => `<p>${one}</p>`).join('');
  it.each([
    ['no body', `<html>${paragraphs}</html>`],
    ['a head and no body', `<html><head><title>The ferry sails again</title></head>${paragraphs}</html>`],
    ['frames in place of a body', `<html><head></head><frameset>${paragraphs}</frameset></html>`],
    ['html inside a paragraph', `<p><html lang="en">${paragraphs}`],
    ['its text behind the end', `<!doctype html><html><body></body></html>${paragraphs}`],
    ['two bodies', `<html><body>${paragraphs.slice(0, 50)}</p></body><body>${paragraphs}</body></html>`],
    [
      'a script between head and body',
      `<html><head></head><script>1</script><body>${paragraphs}</body></html>`,
    ],
    ['a body inside an article', `<article><body>${paragraphs}</body></article>`],
  ])('is read when it has %s', async (_, page) => {
    const article = await readString(page);
    expect(bodyText(article)).toContain(text[1]);
    expect(bodyText(article)).toContain(text[2]);
  });

  it('is answered when it holds nothing at all', async () => {
    for (const page of [
      '<html>',
      '<html></html>',
      '<html><head></head><frameset><frame src=a></frameset></html>',
    ])
      await expect(readString(page)).rejects.toBeInstanceOf(InvalidUpload);
  });
});
