type Declaration = readonly [property: string, value: string];

interface Rule {
  readonly tags: ReadonlySet<string>;
  readonly classes: ReadonlySet<string>;
  readonly declarations: readonly Declaration[];
}

/** The value of a style attribute for an element with these classes and a style of its own; empty for none. */
export type StyleOf = (tag: string, classes: string, own: string) => string;

/**
 * The cascade of a style sheet whose selectors are single elements and classes: a class beats an element, the later rule the
 * earlier one, the element's own style all of them. Mail programs that throw style elements away keep what is inline.
 */
export function inlineStyles(css: string): StyleOf {
  const rules = [...css.matchAll(/([^{}]+)\{([^{}]*)\}/g)].map(([, selectors = '', body = '']): Rule => {
    const names = selectors.split(',').map((selector) => selector.trim());
    const odd = names.find((name) => !/^\.?[a-z][\w-]*$/.test(name));
    if (odd !== undefined) throw new Error(`An inline rule is for an element or a class, not for "${odd}".`);
    return {
      tags: new Set(names.filter((name) => !name.startsWith('.'))),
      classes: new Set(names.flatMap((name) => (name.startsWith('.') ? [name.slice(1)] : []))),
      declarations: declarationsOf(body),
    };
  });
  const known = new Map<string, string>();
  return (tag, classes, own) => {
    const key = `${tag}|${classes}|${own}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const names = classes.split(' ');
    const all = [
      ...rules.filter(({ tags }) => tags.has(tag)),
      ...rules.filter((rule) => names.some((name) => rule.classes.has(name))),
    ].flatMap(({ declarations }) => declarations);
    const style = new Map<string, string>();
    for (const [property, value] of [...all, ...declarationsOf(own)]) {
      style.delete(property);
      style.set(property, value);
    }
    const text = [...style].map(([property, value]) => `${property}:${value}`).join(';');
    known.set(key, text);
    return text;
  };
}

function declarationsOf(body: string): Declaration[] {
  return body.split(';').flatMap((one): Declaration[] => {
    const at = one.indexOf(':');
    const value = one.slice(at + 1).trim();
    return at < 0 ? [] : [[one.slice(0, at).trim(), value.replaceAll(/,\s+/g, ',')]];
  });
}
