/** @jsxImportSource preact */
import { useState } from 'preact/hooks'
import { comparedText } from '../../../staff/vouch.ts'
import { ask, type Reply } from '../../shell/browser/ask.ts'
import { fingerprintOf } from '../../shell/browser/fingerprint.ts'
import { Heading } from '../../shell/browser/heading.tsx'
import { t } from '../../shell/browser/i18n.ts'
import type { ViewProps } from '../../shell/browser/place.ts'
import { useReply } from '../../shell/browser/reply.tsx'
import { touching } from '../../shell/browser/session.ts'
import { More } from '../../shell/browser/table.tsx'
import { Outcome, useWork } from '../../shell/browser/work.tsx'
import { admit } from './admit.ts'
import { AdmitDialog, GiveDialog, SureDialog } from './dialogs.tsx'
import { Invite } from './invite.tsx'
import { type Doing, MemberRow } from './member-row.tsx'
import type { Granted } from './role-fields.tsx'

type Member = Reply<'team'>['members'][number]

/** What is to be confirmed before it is done, and about whom. */
type Asked =
  | { readonly doing: Exclude<Doing, 'admit'>; readonly member: Member }
  | { readonly doing: 'admit'; readonly member: Member; readonly fingerprint: string }

/** Who works at the desk, who waits, and how a colleague comes to it. */
export function View({ query }: ViewProps) {
  const work = useWork()
  const { data, problem, again } = useReply(() => ask('team', { after: query.get('after') ?? '' }))
  const [asked, setAsked] = useState<Asked | null>(null)
  const [link, setLink] = useState('')

  const press = (member: Member, doing: Doing) =>
    work.run(async () => {
      if (doing !== 'admit') return setAsked({ doing, member })
      if (member.compares)
        setAsked({ doing, member, fingerprint: await fingerprintOf(comparedText(member.compares)) })
    })
  /** The question is closed; what she agreed to is done, and the table shown anew. */
  const answered = (isYes: boolean, action: (member: Member) => Promise<void>) => {
    setAsked(null)
    if (isYes && asked) change(() => action(asked.member))
  }
  const change = (action: () => Promise<void>) =>
    work.run(async () => {
      await action()
      await again()
    })

  const admitted = async (member: Member) => {
    const { outcome } = await admit(member, data?.at ?? '')
    if (outcome === 'admitted') work.tell(t('desk-admitted', { name: member.name }))
    else work.fail(t(outcome === 'four-eyes' ? 'desk-problem-four-eyes' : `desk-problem-admit-${outcome}`))
  }
  /** She has lost every passkey: her old ones end now, and with the link she makes a new one in her old place. */
  const startReturn = async ({ id: member }: Member) => {
    const reply = await touching(() => ask('teamReturn', { member }))
    if (reply.outcome === 'started') setLink(reply.link)
    else work.fail(t(`desk-problem-leaving-${reply.outcome}`))
  }
  /** From then on she signs in no more. What her row says of her comes with the table. */
  const remove = async ({ id: member }: Member) => {
    const { outcome } = await touching(() => ask('teamRemove', { member }))
    if (outcome !== 'removed') work.fail(t(`desk-problem-leaving-${outcome}`))
  }
  /** Ask for a role: a colleague has to agree before it is hers. */
  const giveRole = async ({ id: member }: Member, { role, branch }: Granted) => {
    const { outcome } = await touching(() => ask('roleAsk', { member, role }, { branch }))
    work.tell(t(`desk-role-${outcome}`))
  }
  const takeRole = ({ id: member }: Member, { role, branch }: Granted) =>
    change(async () => {
      await touching(() => ask('roleTake', { member, role }, { branch }))
    })
  /** Only the hash of the link is kept: one that was not copied is made again. */
  const invite = ({ role, branch }: Granted) =>
    work.run(async () => setLink((await touching(() => ask('teamInvite', { role }, { branch }))).link))

  return (
    <section class="wide" data-panel="team">
      <Heading id="team-title">{t('desk-team-title')}</Heading>
      <div class="table-frame team" tabIndex={0} role="region" aria-labelledby="team-title">
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
            {data?.members.map((member) => (
              <MemberRow
                key={member.id}
                member={member}
                hasOneBranch={data.hasOneBranch}
                gives={data.gives.length > 0}
                press={(doing) => press(member, doing)}
                take={(held) => takeRole(member, held)}
              />
            ))}
          </tbody>
        </table>
      </div>
      <More area="team" query={data?.next ? { after: data.next } : null} label={t('desk-more')} />
      <Outcome of={{ ...work, problem: work.problem || problem }} />
      {data && (data.gives.length > 0 || link !== '') && (
        <Invite gives={data.gives} link={link} invite={invite} />
      )}
      {asked?.doing === 'admit' && (
        <AdmitDialog asked={asked} answered={(isYes) => answered(isYes, admitted)} />
      )}
      {asked?.doing === 'return' && (
        <SureDialog of="return" name={asked.member.name} answered={(isYes) => answered(isYes, startReturn)} />
      )}
      {asked?.doing === 'remove' && (
        <SureDialog of="remove" name={asked.member.name} answered={(isYes) => answered(isYes, remove)} />
      )}
      {data && asked?.doing === 'role-give' && (
        <GiveDialog
          gives={data.gives}
          name={asked.member.name}
          answered={(given) =>
            answered(given !== null, async (member) => {
              if (given) await giveRole(member, given)
            })
          }
        />
      )}
    </section>
  )
}
