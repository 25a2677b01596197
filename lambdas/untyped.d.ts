/** Libraries that ship no types: what we use of them, and no more. */

declare module 'mjml' {
  interface MjmlResult {
    readonly html: string;
    readonly errors: readonly { readonly formattedMessage: string }[];
  }
  interface MjmlOptions {
    readonly fonts?: Readonly<Record<string, string>>;
    readonly keepComments?: boolean;
    readonly minify?: boolean;
    readonly minifyOptions?: Readonly<Record<string, unknown>>;
    readonly validationLevel?: 'strict' | 'soft' | 'skip';
  }
  export default function mjml2html(mjml: string, options?: MjmlOptions): Promise<MjmlResult>;
}

declare module 'snowball-stemmers' {
  interface Stemmer {
    stem(word: string): string;
  }
  export function newStemmer(language: string): Stemmer;
  export function algorithms(): string[];
}

declare module 'word-extractor' {
  interface Options {
    /** False keeps quotation marks and dashes as they were typed. */
    readonly filterUnicode: boolean;
  }
  interface WordDocument {
    getBody(options: Options): string;
    getTextboxes(options: Options): string;
    getHeaders(options: Options): string;
    getFootnotes(options: Options): string;
    getEndnotes(options: Options): string;
  }
  export default class WordExtractor {
    extract(file: Buffer): Promise<WordDocument>;
  }
}
