// Points in time as text, in the time of this machine.

const two = (value: number): string => String(value).padStart(2, '0')

/** `09:05:03` */
export function shortTimeOf(at: number): string {
  const date = new Date(at)
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`
}

/** `09:05:03.250` */
export const timeOf = (at: number): string =>
  `${shortTimeOf(at)}.${String(new Date(at).getMilliseconds()).padStart(3, '0')}`

/** `2026-11-30 09:05:03.250` */
export function dateTimeOf(at: number): string {
  const date = new Date(at)
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${timeOf(at)}`
}
