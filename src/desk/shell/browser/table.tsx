/** @jsxImportSource preact */
import { type ComponentChildren, toChildArray } from 'preact'
import { linkTo } from './place.ts'
import type { AreaName } from '../../areas.ts'

interface TableProps {
  readonly id: string
  readonly title: string
  readonly lead?: string
  readonly heads: readonly string[]
  readonly none: string
  /** Where the screen is narrow each row is a block: for tables with something to press. */
  readonly stacks?: boolean
  /** Rows of `<tr>`. */
  readonly children: ComponentChildren
}

/** A table with its heading, in a frame that can be scrolled by keyboard where the screen is narrow. */
export function Table({ id, title, lead, heads, none, stacks = false, children }: TableProps) {
  return (
    <section class="overseen">
      <h2 id={id}>{title}</h2>
      {lead && <p class="soft">{lead}</p>}
      {toChildArray(children).length === 0 ? (
        <p class="soft">{none}</p>
      ) : (
        <div
          class={stacks ? 'table-frame stacks' : 'table-frame'}
          tabIndex={0}
          role="region"
          aria-labelledby={id}
        >
          <table>
            <thead>
              <tr>
                {heads.map((head) => (
                  <th scope="col" key={head}>
                    {head}
                  </th>
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

/** Long ids are told apart by their beginning, as the head of a case shows it. */
export function CaseName({ submission }: { submission: string }) {
  return <code>{submission.slice(0, 8)}</code>
}

interface MoreProps {
  readonly area: AreaName
  /** What the next rows are asked by; null where there are none. */
  readonly query: Readonly<Record<string, string>> | null
  readonly label: string
}

/** The way to the next rows of a table. */
export function More({ area, query, label }: MoreProps) {
  if (query === null) return null
  return (
    <p>
      <a href={linkTo(area, query)} rel="next">
        {label}
      </a>
    </p>
  )
}
