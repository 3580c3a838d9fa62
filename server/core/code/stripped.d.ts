/** The JavaScript of a file of the project whose text is `text`: each line and column stays where it is. undefined for a text
 * that has none, and for files outside of the project, of which nothing is kept. */
export function stripped(path: string, text: string): string | undefined
