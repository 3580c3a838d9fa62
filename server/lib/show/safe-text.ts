// Text from elsewhere, as it may be shown on a terminal: what a terminal would obey, or show as something that it is not, is
// shown by its code.

/** Controls, what steers the direction of writing, letters that show nothing, line and paragraph separators. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu

/** `except`: characters that stay as they are. */
export const safeText = (text: string, except = ''): string =>
  text.replace(UNSAFE, letter =>
    except.includes(letter) ? letter : `\\u{${letter.codePointAt(0)!.toString(16)}}`,
  )
