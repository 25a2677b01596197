/** What one mail program needs of every mail and notice that goes out. */
export interface Gate {
  /** The program, as its users call it. */
  readonly program: string;
  /** The page that says so. */
  readonly source: string;
  /** What the program would drop, cut off or draw wrongly in a mail's HTML, each fault in a few words. */
  readonly faults: (html: string) => readonly string[];
  /** Pieces of HTML in which `faults` must find something: without them nobody would see a gate that stands open. */
  readonly bad: readonly string[];
}
