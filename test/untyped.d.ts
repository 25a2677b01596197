/** The part of mailparser that the tests use. https://nodemailer.com/extras/mailparser */
declare module 'mailparser' {
  interface Addresses {
    readonly value: readonly { readonly address?: string; readonly name: string }[];
  }
  interface ParsedMail {
    readonly subject?: string;
    readonly html: string | false;
    readonly text?: string;
    readonly from?: Addresses;
    readonly to?: Addresses;
    readonly headerLines: readonly { readonly key: string; readonly line: string }[];
    readonly attachments: readonly unknown[];
  }
  export function simpleParser(
    source: Uint8Array,
    options?: { readonly skipTextToHtml?: boolean },
  ): Promise<ParsedMail>;
}
