/** Larger uploads are refused from the event's size alone, without a download. */
export const MAX_UPLOAD_BYTES = 10 * 1024 * 1024;
