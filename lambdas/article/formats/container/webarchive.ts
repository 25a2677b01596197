import { parseBuffer } from 'bplist-parser';
import { InvalidUpload } from '../../invalid-upload.ts';
import { withFallback } from '../../known-facts.ts';
import { hostOf } from '../../metadata/links.ts';
import type { Reading } from '../../reading.ts';
import { elementsIn, textIn, type XmlElement } from '../../xml/tree.ts';
import { damagedUnless } from './damaged.ts';
import type { ReadFile } from './read-file.ts';

/** A page saved by Safari (.webarchive): its main resource is the page, under the address that it came from. */
export async function readWebarchive(bytes: Uint8Array, readFile: ReadFile): Promise<Reading> {
  return damagedUnless(() => {
    const [root]: readonly unknown[] = parseBuffer(Buffer.from(bytes));
    return pageOf(root, readFile);
  }, 'This is a page saved by Safari (.webarchive) that is damaged. Save the page again and upload that.');
}

/** The same as an XML property list. */
export function readXmlPlist(root: XmlElement, readFile: ReadFile): Promise<Reading> {
  return pageOf(plistValue(elementsIn(root)[0]), readFile);
}

async function pageOf(root: unknown, readFile: ReadFile): Promise<Reading> {
  const main = memberOf(root, 'WebMainResource');
  const data = memberOf(main, 'WebResourceData');
  if (!(data instanceof Uint8Array)) {
    throw new InvalidUpload(
      'not-an-article',
      'This is a property list of a Mac, and no page saved by Safari: upload the article itself.',
    );
  }
  const url = memberOf(main, 'WebResourceURL');
  const reading = await readFile(inUtf8(data, memberOf(main, 'WebResourceTextEncodingName')));
  return withFallback(reading, typeof url === 'string' && hostOf(url) !== null ? { url } : {}, 'url');
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined;
}

/** Safari names the charset beside the page: what it says holds where the page itself says nothing. */
function inUtf8(data: Uint8Array, charset: unknown): Uint8Array {
  if (typeof charset !== 'string' || /charset/i.test(Buffer.from(data.subarray(0, 2048)).toString('latin1')))
    return data;
  try {
    return new TextEncoder().encode(new TextDecoder(charset, { fatal: true }).decode(data));
  } catch {
    return data;
  }
}

function plistValue(element: XmlElement | undefined): unknown {
  if (!element) return undefined;
  if (element.name === 'data') return new Uint8Array(Buffer.from(textIn(element), 'base64'));
  if (element.name === 'array') return elementsIn(element).map(plistValue);
  if (element.name !== 'dict') return textIn(element);
  const members = elementsIn(element);
  return Object.fromEntries(
    members.flatMap((member, at) =>
      member.name === 'key' ? [[textIn(member), plistValue(members[at + 1])]] : [],
    ),
  );
}
