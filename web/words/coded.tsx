// Text with `code` in it, as comments of a schema write it.

export const Coded = ({ text }: { text: string }) => (
  <>
    {text
      .split(/`([^`\n]+)`/)
      .map((part, index) => (index % 2 === 1 ? <code key={index}>{part}</code> : part))}
  </>
)
