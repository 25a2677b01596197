/** What to tell the person at the keyboard; undefined when this Node will do. */
export function complaintAbout(version: string, platform: string, architecture: string): string | undefined;
