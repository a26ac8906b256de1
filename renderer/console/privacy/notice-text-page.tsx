import { Alert } from 'antd'
import type { Notice } from '../../../src/contract/notice-api.ts'
import { PRIVACY_ROUTES } from '../../../src/contract/privacy-api.ts'
import type { PageProps } from '../page-props.ts'
import { Answered } from '../parts/answered.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { useAnswer } from '../parts/use-answer.ts'
import { useServer } from '../shell/console-context.ts'
import { usePrivacyWords } from './words.ts'

const LANGUAGES = [
  ['zh', 'zh-CN'],
  ['en', 'en'],
] as const

/** One text of the notice, whole and in both languages beside each other. */
export function NoticeTextPage({ params }: PageProps) {
  const t = usePrivacyWords()
  const server = useServer(PRIVACY_ROUTES)
  const answer = useAnswer(() => server.notices({}), '')
  const digest = params.digest ?? ''
  return (
    <Answered answer={answer}>
      {({ notices }) => {
        const notice = notices.find(one => one.notice.digest === digest)?.notice
        if (notice) return <Text notice={notice} />
        return (
          <>
            <PageHead title={t('notices.textTitle')} />
            <Alert type="info" showIcon title={t('notices.unknown')} />
          </>
        )
      }}
    </Answered>
  )
}

function Text({ notice }: { readonly notice: Notice }) {
  const t = usePrivacyWords()
  return (
    <>
      <PageHead title={t('notices.textTitle')} lead={t('notices.textLead', { version: notice.version })} />
      <ol className="notice-points">
        {notice.points.map(({ head, text }) => (
          <li key={head.en}>
            {LANGUAGES.map(([key, lang]) => (
              <section key={key} lang={lang}>
                <h2>{head[key]}</h2>
                <p>{text[key]}</p>
              </section>
            ))}
          </li>
        ))}
      </ol>
      <p className="soft breaks">
        {t('notices.digest')}: <code>{notice.digest}</code>
      </p>
      <p className="soft">{t('notices.change')}</p>
    </>
  )
}
