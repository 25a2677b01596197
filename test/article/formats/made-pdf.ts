/** PDFs drawn line by line, each where a test wants it. */
import { bytes } from './made.ts';

/** Points from the page's lower left corner, size of the letters, text. */
export type Drawn = readonly [x: number, y: number, size: number, text: string];

const shielded = (text: string): string => text.replaceAll('–', '-').replace(/[\\()]/g, '\\$&');
const hex = (text: string): string => Buffer.from(text, 'utf16le').swap16().toString('hex');

/** `encoding` names one of the character maps that a reader must bring itself. */
export function drawnPdf(pages: readonly (readonly Drawn[])[], encoding?: string): Uint8Array {
  const show = (text: string) => (encoding ? `<${hex(text)}> Tj` : `(${shielded(text)}) Tj`);
  const streams = pages.map(
    (lines) =>
      `BT\n${lines.map(([x, y, size, text]) => `/F1 ${size} Tf 1 0 0 1 ${x} ${y} Tm ${show(text)}`).join('\n')}\nET`,
  );
  const font = encoding
    ? `<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /${encoding} /DescendantFonts [<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (${ORDERINGS[encoding] ?? ''}) /Supplement 4 >> /DW 1000 /FontDescriptor << /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 800 /Descent -200 /StemV 90 >> >>] >>`
    : '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>';
  const kids = pages.map((_, at) => `${4 + at * 2} 0 R`).join(' ');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    font,
    ...streams.flatMap((stream, at) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${5 + at * 2} 0 R /Resources << /Font << /F1 3 0 R >> >> >>`,
      `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    ]),
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
  return bytes(`${file}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`);
}

const ORDERINGS: Readonly<Record<string, string>> = {
  'UniGB-UCS2-H': 'GB1',
  'UniKS-UCS2-H': 'Korea1',
  'UniJIS-UCS2-H': 'Japan1',
};

/** A text broken after at most so many letters, its first line indented. */
export function column(text: string, x: number, top: number, letters: number, size = 10): readonly Drawn[] {
  const lines = text.match(new RegExp(`.{1,${letters}}(?:\\s|$)`, 'g'))?.map((line) => line.trim()) ?? [];
  return lines.map((line, at): Drawn => [at === 0 ? x + size : x, top - at * size * 1.3, size, line]);
}
