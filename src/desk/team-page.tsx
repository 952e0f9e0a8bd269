import { Phrases } from '#html'
import { type OpenedBox } from '#review'
import { type TeamMember } from '#staff'
import { type Words } from '#words'
import { Layout, type PageContext } from './layout.tsx'

interface TeamProps {
  readonly context: PageContext
  readonly members: readonly TeamMember[]
  /** What those who have left had opened; for administrators. */
  readonly opened: readonly OpenedBox[]
}

/** Who sits at the desk, who waits, and how a colleague comes to it. */
export function TeamPage({ context, members, opened }: TeamProps) {
  const { words, seated } = context
  const { t } = words
  return (
    <Layout context={context} name="team" title={t('desk-team-title')}>
      <section class="wide" data-panel="team" data-seat={seated?.demo ? 'demo' : 'passkey'}>
        <h1 id="team-title">{t('desk-team-title')}</h1>
        <div class="table-frame" tabindex={0} role="region" aria-labelledby="team-title">
          <table>
            <thead>
              <tr>
                <th scope="col">{t('desk-team-name')}</th>
                <th scope="col">{t('desk-team-role')}</th>
                <th scope="col">{t('desk-team-state')}</th>
                <th scope="col">{t('desk-team-key')}</th>
              </tr>
            </thead>
            <tbody>
              {members.map((member) => (
                <Member
                  member={member}
                  words={words}
                  canRemove={seated?.role === 'administrator' && member.name !== seated.name}
                  opened={opened.filter((box) => box.member === member.id)}
                />
              ))}
            </tbody>
          </table>
        </div>
        <p class="problem" role="alert" data-part="problem"></p>
        <p class="notice" data-part="done" hidden></p>
        {seated?.role === 'administrator' && <Invite words={words} />}
      </section>
      <AdmitDialog words={words} />
      <RemoveDialog words={words} />
      <Phrases
        words={words}
        keys={[
          'desk-problem-refused',
          'desk-problem-cancelled',
          'desk-problem-no-prf',
          'desk-problem-network',
          'desk-problem-fault',
          'desk-problem-signed-out',
          'desk-problem-not-allowed',
          'desk-problem-admit',
          'desk-problem-remove',
          'desk-remove-sure',
          'desk-admitted',
          'desk-admit-compare',
        ]}
      />
    </Layout>
  )
}

interface MemberProps {
  readonly member: TeamMember
  readonly words: Words
  readonly canRemove: boolean
  readonly opened: readonly OpenedBox[]
}

function Member({ member, words: { t }, canRemove, opened }: MemberProps) {
  const { id, name, role, state, recipient, backedUp } = member
  return (
    <tr>
      <th scope="row">
        <bdi>{name}</bdi>
      </th>
      <td>{t(`desk-role-${role}`)}</td>
      <td>
        {t(`desk-state-${state}`)}{' '}
        {state === 'waiting' && (
          <button
            type="button"
            class="small"
            data-act="admit"
            data-member={id}
            data-name={name}
            data-recipient={recipient}
          >
            {t('desk-admit')}
          </button>
        )}
        {state !== 'left' && canRemove && (
          <button type="button" class="small quiet" data-act="remove" data-member={id} data-name={name}>
            {t('desk-remove')}
          </button>
        )}
        {opened.length > 0 && (
          <details>
            <summary>{t('desk-left-opened')}</summary>
            <ul>
              {opened.map(({ week, cases }) => (
                <li>{t('desk-left-opened-box', { name: week, count: cases })}</li>
              ))}
            </ul>
          </details>
        )}
      </td>
      <td class="soft">
        {backedUp === null ? t('desk-key-none') : backedUp ? t('desk-key-synced') : t('desk-key-bound')}
      </td>
    </tr>
  )
}

function Invite({ words: { t } }: { words: Words }) {
  return (
    <section aria-labelledby="invite-title" class="invite">
      <h2 id="invite-title">{t('desk-invite-title')}</h2>
      <p>{t('desk-invite-lead')}</p>
      <form data-part="invite-form">
        <fieldset class="choices">
          <legend>{t('desk-invite-role')}</legend>
          <label>
            <input type="radio" name="role" value="reviewer" checked /> {t('desk-role-reviewer')}
          </label>
          <label>
            <input type="radio" name="role" value="administrator" /> {t('desk-role-administrator')}
          </label>
        </fieldset>
        <p class="actions">
          <button type="submit" class="primary">
            {t('desk-invite-button')}
          </button>
        </p>
      </form>
      <div data-part="invitation" hidden>
        <label for="invitation-link">{t('desk-invite-link')}</label>
        <input id="invitation-link" type="text" readonly class="link-once" data-part="link" />
        <p class="soft small-print">{t('desk-invite-once')}</p>
      </div>
    </section>
  )
}

function RemoveDialog({ words: { t } }: { words: Words }) {
  return (
    <dialog id="remove" aria-labelledby="remove-title">
      <h2 id="remove-title">{t('desk-remove-title')}</h2>
      <p data-part="lead"></p>
      <p class="soft">{t('desk-remove-note')}</p>
      <form method="dialog">
        <p class="actions">
          <button type="submit" value="yes">
            {t('desk-remove')}
          </button>
          <button type="submit" class="primary" value="no">
            {t('desk-cancel')}
          </button>
        </p>
      </form>
    </dialog>
  )
}

function AdmitDialog({ words: { t } }: { words: Words }) {
  return (
    <dialog id="admit" aria-labelledby="admit-title">
      <h2 id="admit-title">{t('desk-admit-title')}</h2>
      <p data-part="lead"></p>
      <p class="fingerprint" data-part="fingerprint"></p>
      <p class="soft">{t('desk-admit-warning')}</p>
      <form method="dialog">
        <p class="actions">
          <button type="submit" class="primary" value="yes">
            {t('desk-admit-same')}
          </button>
          <button type="submit" value="no">
            {t('desk-cancel')}
          </button>
        </p>
      </form>
    </dialog>
  )
}
