// What is typed counts when it is complete (Enter, an arrow, the focus leaves). Until then it stays as typed, whatever is
// drawn around it.

import { useField } from '../store.ts'

interface Props {
  value: string
  onInput: (event: { currentTarget: { value: string } }) => void
  onChange: (event: { currentTarget: { value: string } }) => void
}

/** For an input: `shown` while nobody types; `onDone` is told the text that is complete. */
export function useHeld(shown: string, onDone: (text: string) => void): Props {
  const [typed, setTyped] = useField<string | undefined>(undefined)
  return {
    value: typed ?? shown,
    onInput: event => setTyped(event.currentTarget.value),
    onChange: event => {
      setTyped(undefined)
      onDone(event.currentTarget.value)
    },
  }
}
