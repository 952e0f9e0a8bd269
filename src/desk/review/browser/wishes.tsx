/** @jsxImportSource preact */
import { useState } from 'preact/hooks'
import { labelOf } from '../../../vault/labels.ts'
import { placeName } from '../../../html/place-name.ts'
import { ask } from '../../shell/browser/ask.ts'
import { language, t } from '../../shell/browser/i18n.ts'
import { needKey, touching } from '../../shell/browser/session.ts'
import { Button } from '../../shell/browser/work.tsx'
import { type Opened, type WireCase } from './open-case.ts'
import { type Review } from './review.ts'

interface WishesProps {
  readonly sealed: WireCase
  readonly submission: Opened
  readonly run: Review['run']
}

export function Wishes({ sealed, submission, run }: WishesProps) {
  const { visibility, wantsCertificate, place } = submission
  return (
    <section aria-labelledby="wishes-title">
      <h2 id="wishes-title">{t('desk-wishes')}</h2>
      <dl class="facts">
        <div>
          <dt>{t('desk-wish-visibility')}</dt>
          <dd data-part="visibility">{t(`desk-visibility-${visibility}`)}</dd>
        </div>
        <div>
          <dt>{t('desk-wish-certificate')}</dt>
          <dd data-part="certificate">{t(wantsCertificate ? 'desk-yes' : 'desk-no')}</dd>
        </div>
        <div>
          <dt>{t('desk-wish-place')}</dt>
          <dd data-part="place">
            {place === null ? t('desk-place-none') : placeName({ language: language.get(), t }, place)}
          </dd>
        </div>
        <div>
          <dt>{t('desk-wish-contact')}</dt>
          <dd>
            <Contact sealed={sealed} submission={submission} run={run} />
          </dd>
        </div>
      </dl>
    </section>
  )
}

/**
 * How to reach the sender. Where it lies apart, showing it takes a touch, and it is written down that it was read. What came in
 * before that was so has it within.
 */
function Contact({ sealed: { submission: id, contact: kept }, submission, run }: WishesProps) {
  const [opened, setOpened] = useState<string | null>(null)
  const open = async () => {
    const reply = await touching(() => ask('caseContact', { submission: id }))
    if (reply.outcome !== 'contact') return setOpened(t('desk-contact-apart'))
    setOpened(await (await needKey()).boxes.open(labelOf('contact', id), reply.contact))
  }
  return (
    <>
      <bdi class="own" data-part="contact" translate={false}>
        {opened ?? (submission.contact === '' ? t(`desk-contact-${kept}`) : submission.contact)}
      </bdi>{' '}
      {kept === 'yours' && opened === null && (
        <Button class="small quiet" act="contact" onPress={() => run(open)}>
          {t('desk-contact-open')}
        </Button>
      )}
    </>
  )
}
