// Files to the user's disk and from it.

/** Offers `text` as a download. */
export function saveFile(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}

/** Lets the user choose a file; `use` gets its text. */
export function openFile(use: (text: string) => void): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = 'application/json,.json'
  input.onchange = () => void input.files?.[0]?.text().then(use)
  input.click()
}
