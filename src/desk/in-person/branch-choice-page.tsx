import { declareAt, type DocumentContext } from './context.ts'
import { Layout } from './layout.tsx'

/** For an operator of several branches; whoever has one is led to its form. */
export function BranchChoicePage({
  context,
  branches,
}: {
  context: DocumentContext
  branches: readonly { readonly id: string; readonly name: string }[]
}) {
  const { t, language } = context.locale
  return (
    <Layout context={context} title={t('in-person-title')}>
      <section class="panel">
        <h1>{t('in-person-title')}</h1>
        <p>{branches.length > 0 ? t('in-person-which') : t('in-person-none')}</p>
        <ul>
          {branches.map(({ id, name }) => (
            <li>
              <a href={declareAt(language, id)}>
                <bdi class="own">{name}</bdi>
              </a>
            </li>
          ))}
        </ul>
      </section>
    </Layout>
  )
}
