/** @jsxImportSource preact */
import { t } from '../../shell/browser/i18n.ts'
import { type Opened } from './open-case.ts'
import { organisationsOf } from './organisations.ts'

interface PeopleProps {
  readonly submission: Opened
  /** Positions, from 1, whose names are not published. */
  readonly hidden: ReadonlySet<number>
  readonly toggle: (position: number) => void
}

export function People({ submission: { people, visibility }, hidden, toggle }: PeopleProps) {
  return (
    <section>
      <h2 id="people-title" data-part="people-title">
        {t('desk-people-title', { count: people.length })}
      </h2>
      <div class="table-frame" tabIndex={0} role="region" aria-labelledby="people-title">
        <table class="people">
          <thead>
            <tr>
              <th scope="col" class="number">
                {t('desk-person-position')}
              </th>
              <th scope="col">{t('desk-person-name')}</th>
              <th scope="col">{t('desk-person-leaves')}</th>
              <th scope="col">{t('desk-person-basis')}</th>
              <th scope="col" class="publish">
                {t('desk-person-publish')}
              </th>
            </tr>
          </thead>
          <tbody data-part="people">
            {people.map((person, index) => (
              <tr key={index}>
                <td class="number" data-part="position">
                  {index + 1}
                </td>
                <th scope="row">
                  <bdi class="own" data-part="name" translate={false}>
                    {person.name}
                  </bdi>{' '}
                  <span class="tag" data-part="kind">
                    {t(`desk-kind-${person.nameKind}`)}
                  </span>
                </th>
                <td data-part="leaves">{organisationsOf(person)}</td>
                <td data-part="basis">{basisOf(person)}</td>
                <td class="publish" data-label={t('desk-person-publish')}>
                  <input
                    type="checkbox"
                    data-part="publish"
                    aria-label={t('desk-publish-name', { number: index + 1 })}
                    checked={visibility !== 'counted' && !hidden.has(index + 1)}
                    disabled={visibility === 'counted'}
                    onChange={() => toggle(index + 1)}
                    onKeyDown={moveBetween}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function basisOf({ basis, agreed }: Opened['people'][number]): string {
  const said = t(`desk-basis-${basis}`)
  const isAgreed = basis === 'self' || basis === 'deceased' || agreed
  return isAgreed ? said : `${said} · ${t('desk-not-agreed')}`
}

/** Arrow keys go from person to person, as in any list. */
function moveBetween(event: KeyboardEvent): void {
  if (!(event.currentTarget instanceof Element)) return
  const row = event.currentTarget.closest('tr')
  const next =
    event.key === 'ArrowDown'
      ? row?.nextElementSibling
      : event.key === 'ArrowUp'
        ? row?.previousElementSibling
        : null
  if (!next) return
  event.preventDefault()
  next.querySelector<HTMLInputElement>('[data-part="publish"]')?.focus()
}
