/** @jsxImportSource preact */
import { Heading } from './heading.tsx'
import { t } from './i18n.ts'
import { keep, member } from './session.ts'
import { type SignedIn, signIn } from './sign-in.ts'
import { Button, useWork } from './work.tsx'

/** One touch signs in and opens her key; whoever is signed in already brings her key back by it. */
export function SignInPanel({ signedIn }: { signedIn: (who: SignedIn) => Promise<void> }) {
  const work = useWork()
  const who = member.use()
  const enter = () =>
    work.run(async () => {
      const signed = await signIn()
      keep(signed)
      await signedIn(signed)
    })
  return (
    <section class="panel" data-panel="sign-in" aria-labelledby="sign-in-title">
      <Heading id="sign-in-title">{who ? t('desk-touch-title') : t('desk-sign-in-title')}</Heading>
      <p>{who ? t('desk-touch-lead') : t('desk-sign-in-lead')}</p>
      <p class="actions">
        <Button class="primary" act="sign-in" onPress={enter}>
          {t('desk-sign-in-button')}
        </Button>
      </p>
      <p class="problem" data-part="problem" role="alert">
        {work.problem}
      </p>
    </section>
  )
}
