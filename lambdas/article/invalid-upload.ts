import type { UploadCode } from '../types.ts';

/** The editor must act: `message` is a whole sentence that says what to do. Its `code` goes into the receipt. */
export class InvalidUpload extends Error {
  override readonly name = 'InvalidUpload';
  readonly code: UploadCode;

  constructor(code: UploadCode, message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}
