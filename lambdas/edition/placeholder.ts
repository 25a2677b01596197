/** Stand in a composed message where each reader's own tokens go: the same length and alphabet as a token. */
export const PLACEHOLDER_TOKEN = 'PLACEHOLDER-of-56-letters-where-the-token-of-a-reader_is';
export const PLACEHOLDER_PREFERENCES = 'PLACEHOLDER-of-56-letters-where-a-reader-s-settings_open';

/** Stands where the reader's address goes. `.invalid` can never be mailed (RFC 2606). */
export const PLACEHOLDER_ADDRESS = 'reader@placeholder.invalid';

/** The first line of a composed message: how many tokens of each kind it must hold. Taken off before it is sent. */
export const COUNT_HEADER = 'X-Communique-Tokens';

/** Where one reader's pages are in a composed message: `publicAddress` is the briefing's. */
export const leaveUrl = (publicAddress: string): string =>
  `${publicAddress}/reader/leave/${PLACEHOLDER_TOKEN}`;
export const preferencesUrl = (publicAddress: string): string =>
  `${publicAddress}/reader/preferences/${PLACEHOLDER_PREFERENCES}`;
