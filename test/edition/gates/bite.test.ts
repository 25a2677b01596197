import { describe, expect, it } from 'vitest';
import { GATES } from './list.ts';

describe.each(GATES)('the gate of $program', ({ program, source, faults, bad }) => {
  it.each(bad)('reports the fault in %j', (html) => {
    expect(faults(html), `${program} lets this pass: write into faults() what it cannot draw`).not.toEqual(
      [],
    );
  });

  it('names the page that says so', () => {
    expect(source, `the page on which the makers of ${program} say so`).toMatch(/^https:\/\//);
    expect(bad.length).toBeGreaterThan(0);
  });
});
