interface FaultListProps {
  readonly title: string
  /** What is wrong, each with the id of its field. */
  readonly faults: readonly { readonly field: string; readonly text: string }[]
}

/** Everything that is wrong with a form, on top of it, each leading to its field. */
export function FaultList({ title, faults }: FaultListProps) {
  if (faults.length === 0) return null
  return (
    <section class="attention" role="alert" aria-labelledby="faults">
      <h2 id="faults">{title}</h2>
      <ul>
        {faults.map(({ field, text }) => (
          <li>
            <a href={`#${field}`}>{text}</a>
          </li>
        ))}
      </ul>
    </section>
  )
}
