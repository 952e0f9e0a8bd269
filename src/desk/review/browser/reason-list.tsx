/** @jsxImportSource preact */
import { useLayoutEffect, useRef } from 'preact/hooks'
import type { DeclineReason } from '#review'
import { t } from '../../shell/browser/i18n.ts'
import { Button } from '../../shell/browser/work.tsx'

const REASONS: readonly DeclineReason[] = [
  'not-a-declaration',
  'not-understood',
  'names-others-in-danger',
  'unlawful-content',
  'test-or-mockery',
  'asked-not-answered',
]

interface ReasonsProps {
  readonly pick: (reason: DeclineReason) => void
  readonly close: () => void
}

/** Why a declaration is not registered: a closed list, which its sender reads in her language. */
export function ReasonList({ pick, close }: ReasonsProps) {
  const list = useRef<HTMLFieldSetElement>(null)
  // At once: the next key is for this list, and no key of the case.
  useLayoutEffect(() => list.current?.querySelector('button')?.focus(), [])
  return (
    <fieldset class="reasons" data-part="reasons" ref={list}>
      <legend>{t('desk-decline-why')}</legend>
      {REASONS.map((reason, index) => (
        <Button key={reason} data-reason={reason} onPress={() => pick(reason)}>
          <span>{t(`desk-reason-${reason}`)}</span> <kbd>{index + 1}</kbd>
        </Button>
      ))}
      <p class="soft small-print">{t('desk-decline-note')}</p>
      <Button act="cancel" onPress={close}>
        {t('desk-cancel')}
      </Button>
    </fieldset>
  )
}
