// Shows URLs without secrets: scheme, hosts and path. User, password and the whole query are hidden, because a driver's
// options contain tokens too. A password may hold @, / and ? that should be escaped
// and are not; where it can't be told from the rest, more is hidden.

const HIDDEN = '(hidden)'

/** Shorter parts would be found everywhere in a text. */
const LEAST_SECRET = 3

export function showUrl(url: string): string {
  const [, scheme, rest] = /^([a-z][a-z0-9+.-]*:\/\/)(.*)$/is.exec(url) ?? []
  if (scheme === undefined || rest === undefined) return url === '' ? '' : HIDDEN
  const at = rest.lastIndexOf('@')
  const query = rest.search(/[?#]/)
  if (query < 0) return scheme + (at < 0 ? rest : `${HIDDEN}@${rest.slice(at + 1)}`)
  // An @ behind a ? is either in the query or the end of a password with a ? in it.
  if (query < at) return scheme + HIDDEN
  return `${scheme}${at < 0 ? '' : `${HIDDEN}@`}${rest.slice(at + 1, query)}?${HIDDEN}`
}

/** `text`, every URL in it shown as above. */
export const hideUrls = (text: string): string =>
  text.replace(/\b[a-z][a-z0-9+.-]*:\/\/[^\s"'`<>]+/gi, url => showUrl(url))

/** What a driver says of the URL it was given: neither the URL nor any secret part of it is left in the text. */
export function withoutSecrets(text: string, url: string): string {
  let shown = url === '' ? text : text.replaceAll(url, showUrl(url))
  for (const part of secretParts(url)) shown = shown.replaceAll(part, HIDDEN)
  return hideUrls(shown)
}

/** The longest first, as one may be a part of another. */
function secretParts(url: string): string[] {
  const rest = url.replace(/^[a-z][a-z0-9+.-]*:\/\//i, '')
  const user = rest.slice(0, Math.max(0, rest.lastIndexOf('@')))
  const password = user.slice(user.indexOf(':') + 1)
  const values = rest
    .split(/[?&#]/)
    .slice(1)
    .map(pair => pair.slice(pair.indexOf('=') + 1))
  const parts = [user, password, ...values, ...values.flatMap(value => value.split(/[:,]/))]
  const all = new Set(parts.flatMap(part => [part, decoded(part)]))
  return [...all].filter(part => part.length >= LEAST_SECRET).sort((a, b) => b.length - a.length)
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch (error) {
    if (error instanceof URIError) return text
    throw error
  }
}
