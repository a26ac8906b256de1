import { useCallback, useState } from 'react'
import type { Office } from '../../src/contract/enquiries-api.ts'
import type { ApplicationId } from '../../src/contract/portal-api.ts'
import { textIn } from '../ui/formats.ts'
import { PressButton } from '../ui/press-button.tsx'
import { useLanguage } from '../web/app-words.tsx'
import { Facts } from '../web/facts.tsx'
import { Answered } from './answered.tsx'
import { type AskFirst, AskForm } from './ask-form.tsx'
import { useAnswer } from './asking.ts'
import { EnquiryList } from './enquiry-list.tsx'
import { usePortal } from './portal-context.ts'
import { useWords } from './words.ts'

export interface ContactScreenProps {
  /** What it is about, for who comes from there. */
  readonly applicationId?: ApplicationId
  /** Where the writing stands at the beginning. */
  readonly first?: AskFirst & { readonly office?: Office }
}

/** Who answers for what, a question to one of them, and what was asked before. */
export function ContactScreen({ applicationId, first = {} }: ContactScreenProps) {
  const t = useWords()
  const { server } = usePortal()
  const asked = useAnswer(useCallback(() => server.offices({}), [server]))
  const [office, setOffice] = useState(first.office ?? null)
  const about = applicationId === undefined ? {} : { applicationId }
  return (
    <section className="narrow">
      <h1>{t('contact.title')}</h1>
      <p className="lead">{t('contact.lead')}</p>
      {!office && <EnquiryList title={t('contact.mine')} />}
      <Answered asked={asked} what={t('contact.loading')}>
        {({ offices }) =>
          office ? (
            <AskForm key={office.officeId} office={office} first={first} onAnother={() => setOffice(null)} {...about} />
          ) : (
            <Offices offices={offices} onOffice={setOffice} />
          )
        }
      </Answered>
    </section>
  )
}

function Offices(props: { readonly offices: readonly Office[]; readonly onOffice: (office: Office) => void }) {
  const t = useWords()
  return (
    <>
      <h2>{t('contact.offices')}</h2>
      <ul className="offices">
        {props.offices.map(office => (
          <li key={office.officeId}>
            <OfficeCard office={office} onPress={() => props.onOffice(office)} />
          </li>
        ))}
      </ul>
    </>
  )
}

function OfficeCard({ office, onPress }: { readonly office: Office; readonly onPress: () => void }) {
  const t = useWords()
  const language = useLanguage()
  const { name, about, room, phone, hours } = office
  const [where, when] = [textIn(language, room), textIn(language, hours)]
  return (
    <section className="card" aria-labelledby={`office-${office.officeId}`}>
      <h3 id={`office-${office.officeId}`}>{textIn(language, name)}</h3>
      {textIn(language, about) !== '' && <p>{textIn(language, about)}</p>}
      <Facts
        facts={[
          where === '' ? null : [t('contact.room'), where],
          phone === ''
            ? null
            : [
                t('contact.phone'),
                <a key="phone" className="number" href={`tel:${phone.replaceAll(/[^\d+]/g, '')}`}>
                  {phone}
                </a>,
              ],
          when === '' ? null : [t('contact.hours'), when],
        ]}
      />
      <PressButton look="ghost" onPress={onPress}>
        {t('contact.writeTo', { office: textIn(language, name) })}
      </PressButton>
    </section>
  )
}
