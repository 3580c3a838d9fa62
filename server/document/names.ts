// The names of the services that documents are found by.

/** Of the directory, on main. */
export const DIRECTORY = '.documents'

/** Of the documents of a thread. */
export const documentsName = (slot: number): string => `.documents/${slot}`

/** Of a document, among those of all kinds. */
export const keyOf = (kind: string, id: string): string => `${kind}/${id}`
