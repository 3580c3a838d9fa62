// The origins of web pages, as browsers send them.

/** Scheme, host and port as browsers write them: lower case, no path, no port where it is the scheme's own. */
export function isOrigin(text: string): boolean {
  if (text === 'null') return true
  if (!/^[a-z][a-z\d+.-]*:\/\/[^\s/?#@A-Z]+$/.test(text) || !URL.canParse(text)) return false
  return !/^https?:/.test(text) || new URL(text).origin === text
}

/** For a list of them in settings. */
export const ORIGIN_ERROR = 'expected an origin as browsers send it, such as https://play.example.com'
