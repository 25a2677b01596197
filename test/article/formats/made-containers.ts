/** Files that hold a file, and news formats, around our article. */
import { burn } from '@kenjiuno/msgreader/lib/Burner.js';
import { AUTHOR, bytes, PARAGRAPHS, TITLE } from './made.ts';
import { shielded } from './made-documents.ts';

export const ADDRESS = 'https://elling-courier.example/lighthouse';
export const page = (head = ''): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8">${head}<title>${TITLE}</title><meta name="author" content="${AUTHOR}"></head><body><article><h1>${TITLE}</h1>${PARAGRAPHS.map((text) => `<p>${text}</p>`).join('')}</article></body></html>`;

/** A binary property list: a small writer of dictionaries, texts and data. */
export function binaryPlist(root: unknown): Uint8Array {
  const objects: Buffer[] = [];
  const sized = (kind: number, size: number): Buffer =>
    size < 15
      ? Buffer.of(kind | size)
      : Buffer.of(kind | 15, 0x12, size >>> 24, (size >> 16) & 255, (size >> 8) & 255, size & 255);
  const put = (value: unknown): number => {
    const at = objects.push(Buffer.alloc(0)) - 1;
    if (typeof value === 'string') {
      objects[at] = Buffer.concat([sized(0x50, value.length), Buffer.from(value, 'latin1')]);
    } else if (value instanceof Uint8Array) {
      objects[at] = Buffer.concat([sized(0x40, value.length), value]);
    } else {
      const entries = Object.entries(value ?? {});
      const keys = entries.map(([key]) => put(key));
      const values = entries.map(([, inner]) => put(inner));
      objects[at] = Buffer.concat([
        sized(0xd0, entries.length),
        ...[...keys, ...values].map((one) => Buffer.of(one >> 8, one & 255)),
      ]);
    }
    return at;
  };
  put(root);
  const starts: number[] = [];
  let size = 8;
  for (const object of objects) {
    starts.push(size);
    size += object.length;
  }
  const trailer = Buffer.alloc(32);
  trailer[6] = 4;
  trailer[7] = 2;
  trailer.writeUInt32BE(objects.length, 12);
  trailer.writeUInt32BE(size, 28);
  const offsets = starts.map((start) => {
    const offset = Buffer.alloc(4);
    offset.writeUInt32BE(start);
    return offset;
  });
  return new Uint8Array(Buffer.concat([Buffer.from('bplist00'), ...objects, ...offsets, trailer]));
}

export const webarchive = (charset = 'UTF-8', content: Uint8Array = bytes(page())): Uint8Array =>
  binaryPlist({
    WebMainResource: {
      WebResourceData: content,
      WebResourceMIMEType: 'text/html',
      WebResourceTextEncodingName: charset,
      WebResourceURL: ADDRESS,
    },
    WebSubresources: { a: bytes('body { color: red }') },
  });

export const xmlPlist = (): Uint8Array =>
  bytes(
    `<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">\n<plist version="1.0"><dict><key>WebMainResource</key><dict><key>WebResourceData</key><data>\n${Buffer.from(page()).toString('base64')}\n</data><key>WebResourceURL</key><string>${ADDRESS}</string></dict></dict></plist>`,
  );

/** A page in one file, its first part in quoted-printable; a frame of the page follows it. */
export const wordMhtml = (): Uint8Array =>
  bytes(
    [
      'MIME-Version: 1.0',
      'Content-Type: multipart/related; boundary="----=_Part"',
      '',
      'This document is a Single File Web Page.',
      '',
      '------=_Part',
      'Content-Location: file:///C:/Desk/Page.htm',
      'Content-Transfer-Encoding: quoted-printable',
      'Content-Type: text/html; charset="windows-1252"',
      '',
      page()
        .replace('<meta charset="utf-8">', '')
        .replaceAll('=', '=3D')
        .replaceAll('–', '=96')
        .replace(/.{70}(?!=)/g, '$&=\r\n'),
      '',
      '------=_Part',
      'Content-Location: file:///C:/Desk/Page_files/header.htm',
      'Content-Type: text/html',
      '',
      '<p>A header of every page that is no part of the text at all.</p>',
      '------=_Part--',
      '',
    ].join('\r\n'),
  );

/** A mail as Outlook saves it: an OLE file with a stream for each property. */
export function msg(properties: Readonly<Record<string, string>>): Uint8Array {
  const ids: Readonly<Record<string, string>> = {
    subject: '0037',
    body: '1000',
    sender: '0C1A',
    kind: '001A',
  };
  const streams = Object.entries({ kind: 'IPM.Note', ...properties }).map(([name, value]) => {
    const content = new Uint8Array(Buffer.from(value, 'utf16le'));
    return {
      name: `__substg1.0_${ids[name]}001F`,
      type: 2,
      length: content.length,
      binaryProvider: () => content,
    };
  });
  const header = new Uint8Array(32);
  const all = [
    { name: '__properties_version1.0', type: 2, length: 32, binaryProvider: () => header },
    ...streams,
  ];
  return burn([{ name: 'Root Entry', type: 5, length: 0, children: all.map((_, at) => at + 1) }, ...all]);
}

const paragraphs = PARAGRAPHS.map((text) => `<p>${shielded(text)}</p>`).join('');
const XML = '<?xml version="1.0" encoding="UTF-8"?>\n';

export const nitf = (): string =>
  `<nitf><head><title>Slug of the desk</title><docdata><date.issue norm="20230913T093000+0200"/></docdata><pubdata name="Elling Courier"/></head><body><body.head><hedline><hl1>${TITLE}</hl1></hedline><byline>By <person>${AUTHOR}</person><byttl>Harbour reporter</byttl></byline></body.head><body.content><media><media-caption>The tower in May.</media-caption></media>${paragraphs}</body.content></body></nitf>`;

export const newsItem = (
  content = `<inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><body>${paragraphs}</body></html></inlineXML>`,
): string =>
  `<newsItem guid="tag:1"><itemMeta><provider literal="Elling Courier"/><versionCreated>2023-09-14T01:00:00Z</versionCreated></itemMeta><contentMeta><contentCreated>2023-09-13T09:30:00+02:00</contentCreated><headline>${TITLE}</headline><by>By ${AUTHOR}</by></contentMeta><contentSet>${content}</contentSet></newsItem>`;

export const feedItem = (title: string = TITLE): string =>
  `<item><title>${title}</title><link>${ADDRESS}</link><dc:creator>${AUTHOR}</dc:creator><pubDate>Wed, 13 Sep 2023 09:30:00 +0200</pubDate><description>Short.</description><content:encoded><![CDATA[${PARAGRAPHS.map((text) => `<p>${text}</p>`).join('')}]]></content:encoded></item>`;

export const NEWS: Readonly<Record<string, Uint8Array>> = {
  NITF: bytes(XML + nitf()),
  'NITF without a declaration': bytes(nitf()),
  'NewsML-G2 with XHTML': bytes(XML + newsItem()),
  'NewsML-G2 with NITF in a message': bytes(
    `${XML}<newsMessage><itemSet>${newsItem(`<inlineXML>${nitf()}</inlineXML>`)}</itemSet></newsMessage>`,
  ),
  'NewsML-G2 with plain text': bytes(
    XML +
      newsItem(`<inlineData contenttype="text/plain">${PARAGRAPHS.map(shielded).join('\n\n')}</inlineData>`),
  ),
  'an item of RSS': bytes(
    `${XML}<rss version="2.0"><channel><title>Elling Courier</title>${feedItem()}</channel></rss>`,
  ),
  'an entry of Atom': bytes(
    `${XML}<feed xmlns="http://www.w3.org/2005/Atom"><title>Elling Courier</title><entry><title>${TITLE}</title><author><name>${AUTHOR}</name></author><published>2023-09-13T09:30:00+02:00</published><link rel="self" href="https://elling-courier.example/atom"/><link href="${ADDRESS}"/><content type="html">${shielded(PARAGRAPHS.map((text) => `<p>${text}</p>`).join(''))}</content></entry></feed>`,
  ),
  'an editorial system’s own XML': bytes(
    `${XML}<story><headline>${TITLE}</headline><author>${AUTHOR}</author><date>2023-09-13T09:30:00+02:00</date><source>Elling Courier</source><body>${paragraphs}</body></story>`,
  ),
  'a journal’s JATS': bytes(
    `${XML}<!DOCTYPE article PUBLIC "-//NLM//DTD JATS (Z39.96) v1.2//EN" "JATS.dtd"><article><front><journal-meta><journal-title-group><journal-title>Elling Courier</journal-title></journal-title-group></journal-meta><article-meta><title-group><article-title>${TITLE}</article-title></title-group><contrib-group><contrib contrib-type="author"><name><surname>${AUTHOR.split(' ')[1]}</surname><given-names>${AUTHOR.split(' ')[0]}</given-names></name></contrib><contrib contrib-type="editor"><name><surname>Moe</surname><given-names>Ane</given-names></name></contrib></contrib-group><pub-date pub-type="received"><day>1</day><month>2</month><year>2023</year></pub-date><pub-date pub-type="epub" iso-8601-date="2023-09-13T09:30:00+02:00"><day>13</day><month>9</month><year>2023</year></pub-date><abstract><p>Short.</p></abstract></article-meta></front><body>${paragraphs}</body><back><ref-list><ref><mixed-citation>Moe, A. Old lights. 1999.</mixed-citation></ref></ref-list></back></article>`,
  ),
  'an XML of names that nobody else uses': bytes(
    `${XML}<beitrag><ueberschrift>${TITLE}</ueberschrift><von>By ${AUTHOR}</von><quelle>Elling Courier | 2023-09-13T09:30:00+02:00</quelle><inhalt>${PARAGRAPHS.map((text) => `<absatz>${shielded(text)}</absatz>`).join('')}</inhalt></beitrag>`,
  ),
};
