/** @jsxImportSource preact */
import { t } from '../../shell/browser/i18n.ts'
import { type publicVersionOf } from '../public-version.ts'
import { type Opened } from './open-case.ts'
import { organisationsOf } from './organisations.ts'

const NOTES = {
  'name-and-words': 'desk-preview-all',
  name: 'desk-preview-name',
  counted: 'desk-preview-counted',
} as const

interface PreviewProps {
  readonly visibility: Opened['visibility']
  readonly version: ReturnType<typeof publicVersionOf>
}

/** What becomes public as the page stands now. */
export function Preview({ visibility, version: { shown, people, words } }: PreviewProps) {
  return (
    <section class="preview">
      <h2 id="preview-title">{t('desk-preview')}</h2>
      <div class="preview-frame" tabIndex={0} role="region" aria-labelledby="preview-title">
        <p class="soft" data-part="preview-note">
          {t(NOTES[visibility])}
        </p>
        <ol class="preview-people" data-part="preview-people">
          {shown &&
            people.map((person) => (
              <li key={person.position}>
                <bdi class={person.name === null ? 'own soft' : 'own'} data-part="name" translate={false}>
                  {person.name ?? t('desk-name-hidden')}
                </bdi>{' '}
                <span class="soft" data-part="leaves">
                  {organisationsOf(person)}
                </span>
              </li>
            ))}
        </ol>
        <p class="declared own" dir="auto" data-part="preview-words">
          {words ?? ''}
        </p>
      </div>
    </section>
  )
}
