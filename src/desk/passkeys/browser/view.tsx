/** @jsxImportSource preact */
import { vouchText, writeVouch } from '../../../staff/vouch.ts'
import { ask, type Reply } from '../../shell/browser/ask.ts'
import { challengeOver } from '../../shell/browser/challenge-over.ts'
import { Heading } from '../../shell/browser/heading.tsx'
import { t } from '../../shell/browser/i18n.ts'
import { wrapIdentity } from '../../shell/browser/identity.ts'
import { createPasskey, signOver } from '../../shell/browser/passkey.ts'
import { useReply } from '../../shell/browser/reply.tsx'
import { touch, touching } from '../../shell/browser/session.ts'
import { Button, Outcome, useWork, type Work } from '../../shell/browser/work.tsx'

type Own = Reply<'passkeys'>

/** What a member opens the desk with: two at least, kept in two places. */
export function View() {
  const work = useWork()
  const { data, problem, again } = useReply(() => ask('passkeys'))
  return (
    <section class="panel" data-panel="passkeys">
      <Heading>{t('desk-passkeys-title')}</Heading>
      {data && (
        <>
          <p>{t('desk-passkeys-lead')}</p>
          {data.passkeys.length < 2 && <p class="notice">{t('desk-passkeys-one')}</p>}
          <ol class="passkeys">
            {data.passkeys.map((passkey, index) => (
              <Item
                key={passkey.credential}
                passkey={passkey}
                isCurrent={passkey.credential === data.current}
                number={index + 1}
                retire={
                  data.passkeys.length > 1 && passkey.credential !== data.current
                    ? () => work.run(() => retire(passkey.credential, work).then(again))
                    : null
                }
              />
            ))}
          </ol>
          <p class="actions">
            <Button
              act="passkey-add"
              class={data.passkeys.length < 2 ? 'primary' : undefined}
              onPress={() => work.run(() => add(work).then(again))}
            >
              {t('desk-passkey-add')}
            </Button>
          </p>
        </>
      )}
      <Outcome of={{ ...work, problem: work.problem || problem }} />
      <details>
        <summary>{t('desk-passkeys-lost')}</summary>
        <p>{t('desk-passkeys-lost-text')}</p>
      </details>
    </section>
  )
}

interface ItemProps {
  readonly passkey: Own['passkeys'][number]
  readonly number: number
  readonly isCurrent: boolean
  readonly retire: (() => void) | null
}

/** The end of its id is all that tells two of a kind apart; a name that she gave it would tell of her things. */
function Item({ passkey: { credential, backedUp }, number, isCurrent, retire: press }: ItemProps) {
  return (
    <li>
      <code translate={false}>…{credential.slice(-6)}</code>{' '}
      <span class="soft">
        {backedUp ? t('desk-key-synced') : t('desk-key-bound')}
        {isCurrent && ` · ${t('desk-passkey-current')}`}
      </span>{' '}
      {press && (
        <Button
          act="passkey-retire"
          class="small quiet"
          aria-label={t('desk-passkey-retire-number', { number })}
          onPress={press}
        >
          {t('desk-passkey-retire')}
        </Button>
      )}
    </li>
  )
}

/** Touch one that she has, which opens her key here; make the new one, seal the same key to it, and sign for it with one that she has. */
async function add(work: Work): Promise<void> {
  work.tell(t('desk-passkey-touch-old'))
  const { identity, recipient } = await touch()
  const asked = await ask('passkeyOptions')
  if (asked.outcome !== 'options') return work.fail(t(`desk-problem-${asked.outcome}`))
  work.tell(t('desk-passkey-touch-new'))
  const options = asked.options as Parameters<typeof createPasskey>[0]
  const created = await createPasskey(options, { touchAgain: () => work.tell(t('desk-enrol-again')) })
  const passkey = { credential: created.response.id, key: created.key }
  const wrappedIdentity = await wrapIdentity({ identity, recipient }, created.prf, passkey)
  work.tell(t('desk-passkey-touch-vouch'))
  const { at, member } = asked
  const known = (options.excludeCredentials ?? []).map(({ id }) => id)
  const challenge = await challengeOver(vouchText(writeVouch({ ...passkey, at, member, recipient })))
  const vouching = await signOver(challenge, known)
  const { outcome } = await ask('passkeyAdd', {
    response: created.response,
    wrappedIdentity,
    at,
    touch: vouching,
  })
  if (outcome !== 'added') return work.fail(t(`desk-problem-${outcome}`))
  work.tell('')
}

async function retire(credential: string, work: Work): Promise<void> {
  const { outcome } = await touching(() => ask('passkeyRetire', { credential }))
  if (outcome !== 'retired') work.fail(t(`desk-problem-${outcome}`))
}
