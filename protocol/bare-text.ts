// A schema file without its comments: what decides how messages look on the wire, and nothing else.

/** What a parser needs of a schema: the marks, and of the rest of the comments nothing. Every page loads it. */
export const bareText = (text: string): string =>
  text
    .replace(/[ \t]*#(?![!?](?:\s|$)).*/g, '')
    .replace(/(#[!?])[ \t].*/g, '$1')
    .replace(/^\s+/gm, '')
