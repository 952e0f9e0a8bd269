import { type MessageKey, type Words } from '#words'

interface CodeFormProps {
  readonly words: Words
  readonly token: string
  readonly action: string
  readonly hint: MessageKey
}

/** Where a return code is typed. */
export function CodeForm({ words: { t }, token, action, hint }: CodeFormProps) {
  return (
    <form class="ask" method="post" action={action} autocomplete="off">
      <input type="hidden" name="token" value={token} />
      <label for="code">{t('return-code')}</label>
      <p class="hint" id="code-hint">
        {t(hint)}
      </p>
      <textarea
        id="code"
        name="code"
        rows={3}
        aria-describedby="code-hint"
        autocapitalize="none"
        spellcheck={false}
        required
      />
      <button name="do" value="look">
        {t('return-look')}
      </button>
    </form>
  )
}

/** The code travels on in the form, never in an address: addresses stay in histories and logs. */
export function Kept({ code, token }: { code: string; token: string }) {
  return (
    <>
      <input type="hidden" name="token" value={token} />
      <input type="hidden" name="code" value={code} />
    </>
  )
}
