/** @jsxImportSource preact */
import { useEffect } from 'preact/hooks'
import { Heading } from '../../shell/browser/heading.tsx'
import { t } from '../../shell/browser/i18n.ts'
import { SignInPanel } from '../../shell/browser/sign-in-panel.tsx'
import { CasePanel } from './case-panel.tsx'
import { DoneLine } from './done-line.tsx'
import { KeysHelp } from './keys-help.tsx'
import { useReview } from './review.ts'
import { startShortcuts } from './shortcuts.ts'
import { StartPanel } from './start-panel.tsx'

/** Where cases are read and decided. */
export function View() {
  const review = useReview()
  const { showing, done, kept } = review
  useEffect(startShortcuts, [])
  return (
    <>
      {showing.panel === 'sign-in' && <SignInPanel signedIn={review.enter} />}
      {showing.panel === 'waiting' && <WaitingPanel fingerprint={showing.fingerprint} />}
      {done && <DoneLine key={done.submission} done={done} undo={review.undo} over={review.doneIsOver} />}
      {kept !== null && <KeptWords words={kept} />}
      {showing.panel === 'start' && <StartPanel figures={showing.figures} review={review} />}
      {showing.panel === 'case' && (
        <CasePanel key={showing.opening} opened={showing.opened} typed={showing.typed} review={review} />
      )}
      <KeysHelp />
    </>
  )
}

function WaitingPanel({ fingerprint }: { fingerprint: string | null }) {
  return (
    <section class="panel" data-panel="waiting" aria-labelledby="waiting-title">
      <Heading id="waiting-title">{t('desk-waiting-title')}</Heading>
      <p>{t('desk-waiting-lead')}</p>
      <p class="fingerprint" data-part="fingerprint">
        {fingerprint}
      </p>
    </section>
  )
}

/** What she had typed about a case that is somebody else's by now. */
function KeptWords({ words }: { words: string }) {
  return (
    <section class="panel" data-part="kept">
      <label for="kept-words">{t('desk-kept-title')}</label>
      <p class="soft small-print">{t('desk-kept-lead')}</p>
      <textarea id="kept-words" data-part="kept-words" rows={5} readonly dir="auto" value={words} />
    </section>
  )
}
