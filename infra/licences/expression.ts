/**
 * Whether an SPDX expression fits a list of accepted licences: of `A OR B` one is enough, of `A AND B` both are needed.
 * https://spdx.github.io/spdx-spec/v3.0.1/annexes/spdx-license-expressions/
 */
export function fits(expression: string, accepted: ReadonlySet<string>): boolean {
  const tokens = expression.match(/[()]|[^\s()]+/g) ?? [];
  let at = 0;

  function either(): boolean {
    let holds = both();
    while (tokens[at] === 'OR') {
      at += 1;
      holds = both() || holds;
    }
    return holds;
  }

  function both(): boolean {
    let holds = one();
    while (tokens[at] === 'AND') {
      at += 1;
      holds = one() && holds;
    }
    return holds;
  }

  function one(): boolean {
    const token = tokens[at++];
    if (token !== '(') return token !== undefined && accepted.has(token);
    const holds = either();
    const isClosed = tokens[at++] === ')';
    return isClosed && holds;
  }

  const holds = either();
  // Words left over are no expression: what cannot be read does not fit.
  return holds && at === tokens.length;
}
