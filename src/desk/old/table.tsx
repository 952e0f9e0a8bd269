import { type Child } from 'hono/jsx'

interface TableProps {
  readonly id: string
  readonly title: string
  readonly lead?: string
  readonly heads: readonly string[]
  readonly none: string
  /** Where the screen is narrow each row is a block: for tables with something to press. */
  readonly stacks?: boolean
  /** Rows of `<tr>`. */
  readonly children: Child[]
}

/** A table with its heading, in a frame that can be scrolled by keyboard where the screen is narrow. */
export function Table({ id, title, lead, heads, none, stacks = false, children }: TableProps) {
  return (
    <section class="overseen">
      <h2 id={id}>{title}</h2>
      {lead && <p class="soft">{lead}</p>}
      {children.length === 0 ? (
        <p class="soft">{none}</p>
      ) : (
        <div
          class={stacks ? 'table-frame stacks' : 'table-frame'}
          tabindex={0}
          role="region"
          aria-labelledby={id}
        >
          <table>
            <thead>
              <tr>
                {heads.map((head) => (
                  <th scope="col">{head}</th>
                ))}
              </tr>
            </thead>
            <tbody>{children}</tbody>
          </table>
        </div>
      )}
    </section>
  )
}
