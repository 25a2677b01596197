/** Files of each format around one article of ours. */
import { strToU8, zipSync } from 'fflate';

export const TITLE = 'Old lighthouse of Port Elling gets its light back';
export const PARAGRAPHS = [
  'PORT ELLING – The lighthouse on the northern mole will shine again on Friday, eleven years after its lamp was put out, the harbour authority said on Wednesday.',
  'A crew of four has rebuilt the lantern since May. "We found the old lens in a shed, wrapped in newspapers," said Tomas Reiher, who led the work.',
  'The repair cost 2.4 million kroner, of which the town paid a third. The rest came from a fund for old sea marks and from a lottery.',
  'Ships will not need the light, the authority said: they find the harbour by satellite. Fishermen had asked for it all the same.',
  'The first keeper was hired in 1871 and was paid in cod. His log, which will be shown in the tower, counts nineteen storms in his first winter.',
] as const;
export const AUTHOR = 'Ilse Brandt';

export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

export function docx(parts: Readonly<Record<string, Uint8Array>> = {}): Uint8Array {
  const paragraph = (text: string, style = '') =>
    `<w:p>${style ? `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>` : ''}<w:r><w:t xml:space="preserve">${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</w:t></w:r></w:p>`;
  const body = [
    paragraph(TITLE, 'Heading1'),
    paragraph(`By ${AUTHOR}`),
    paragraph('13 September 2023'),
    ...PARAGRAPHS.map((text) => paragraph(text)),
  ].join('');
  const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
  return zipSync({
    '[Content_Types].xml': strToU8(
      `${xml}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    ),
    '_rels/.rels': strToU8(
      `${xml}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    ),
    'word/styles.xml': strToU8(
      `${xml}<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style></w:styles>`,
    ),
    'word/_rels/document.xml.rels': strToU8(
      `${xml}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`,
    ),
    'word/document.xml': strToU8(
      `${xml}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`,
    ),
    ...parts,
  });
}

/** A PDF of one page, its lines broken as a printer breaks them. `lines` are drawn 14 points apart, '' is a gap. */
export function pdf(lines: readonly string[] = printed(), extra = ''): Uint8Array {
  const shielded = (text: string) => text.replaceAll('–', '-').replace(/[\\()]/g, '\\$&');
  const drawn = lines.map((line) => (line === '' ? 'T*' : `(${shielded(line)}) Tj T*`)).join('\n');
  const stream = `BT /F1 11 Tf 14 TL 56 780 Td\n${drawn}\nET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let file = '%PDF-1.4\n';
  const offsets = objects.map((object, at) => {
    const offset = file.length;
    file += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const start = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`;
  file += offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${extra} >>\nstartxref\n${start}\n%%EOF\n`;
  return bytes(file);
}

function printed(): readonly string[] {
  const wrap = (text: string) => text.match(/.{1,88}(?:\s|$)/g)?.map((line) => line.trim()) ?? [];
  return [
    TITLE,
    '',
    `By ${AUTHOR}`,
    '13 September 2023',
    '',
    ...PARAGRAPHS.flatMap((text) => [...wrap(text), '']),
  ];
}

const HEADER = [
  'Received: from mail.example.org by desk.example.org; Thu, 14 Sep 2023 08:00:00 +0000',
  'From: "An Editor" <editor@example.org>',
  'To: desk@example.org',
  `Subject: Fwd: ${TITLE}`,
  'Date: Thu, 14 Sep 2023 08:00:00 +0000',
  'Message-ID: <1@example.org>',
  'MIME-Version: 1.0',
];

export const mail = (): Uint8Array =>
  bytes(
    [
      ...HEADER,
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: 8bit',
      '',
      `By ${AUTHOR}`,
      '',
      ...PARAGRAPHS.flatMap((text) => [text, '']),
    ].join('\r\n'),
  );

export const mailWith = (name: string, type: string, content: Uint8Array): Uint8Array =>
  bytes(
    [
      ...HEADER,
      'Content-Type: multipart/mixed; boundary="b1"',
      '',
      '--b1',
      'Content-Type: text/plain; charset=utf-8',
      '',
      'For today, please. Regards',
      '--b1',
      `Content-Type: ${type}; name="${name}"`,
      'Content-Transfer-Encoding: base64',
      `Content-Disposition: attachment; filename="${name}"`,
      '',
      Buffer.from(content).toString('base64').replace(/.{76}/g, '$&\r\n'),
      '--b1--',
      '',
    ].join('\r\n'),
  );

const page = `<!doctype html><html lang="en"><head><title>${TITLE}</title><meta name="author" content="${AUTHOR}"></head><body><nav><a href="/">Home</a></nav><article><h1>${TITLE}</h1>${PARAGRAPHS.map((text) => `<p>${text}</p>`).join('\n')}</article></body></html>`;

export const mhtml = (): Uint8Array =>
  bytes(
    [
      'From: <Saved by a browser>',
      'Snapshot-Content-Location: https://elling-courier.example/lighthouse',
      `Subject: ${TITLE}`,
      'Date: Thu, 14 Sep 2023 08:00:00 -0000',
      'MIME-Version: 1.0',
      'Content-Type: multipart/related; type="text/html"; boundary="b2"',
      '',
      '--b2',
      'Content-Type: text/html; charset=utf-8',
      'Content-Transfer-Encoding: 8bit',
      'Content-Location: https://elling-courier.example/lighthouse',
      '',
      page,
      '--b2--',
      '',
    ].join('\r\n'),
  );

export const json = (): Uint8Array =>
  bytes(
    JSON.stringify({
      '@context': 'https://schema.org',
      '@type': 'NewsArticle',
      headline: TITLE,
      author: [{ '@type': 'Person', name: AUTHOR }],
      datePublished: '2023-09-13T09:30:00+02:00',
      publisher: { '@type': 'Organization', name: 'Elling Courier' },
      url: 'https://elling-courier.example/lighthouse',
      articleBody: PARAGRAPHS.join('\n\n'),
    }),
  );

export const markdown = (): Uint8Array =>
  bytes(
    `---\ntitle: "${TITLE}"\nauthor: ${AUTHOR}\ndate: 2023-09-13\noutlet: Elling Courier\nurl: https://elling-courier.example/lighthouse\n---\n\n${PARAGRAPHS.join('\n\n').replace('old sea marks', '[old sea marks](https://fund.example/)').replace('nineteen', '**nineteen**')}\n`,
  );

export const toml = (): Uint8Array =>
  bytes(
    `+++\ntitle = "${TITLE}"\nauthors = ["${AUTHOR}"]\ndate = 2023-09-13\noutlet = "Elling Courier"\n+++\n\n${PARAGRAPHS.join('\n\n')}\n`,
  );
