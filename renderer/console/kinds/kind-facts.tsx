import type { ReactNode } from 'react'
import type { KindPage } from '../../../src/contract/templates-api.ts'
import { Facts } from '../parts/facts.tsx'
import { Both, Money, useTimes } from '../parts/values.tsx'
import { useMay } from '../shell/console-context.ts'
import { useText } from '../shell/language.tsx'
import { PlaceLink } from '../shell/place-link.tsx'
import { useKindWords } from './words.ts'

/** What holds for a kind now, and where each of it is said. */
export function KindFacts({ kind }: { readonly kind: KindPage }) {
  const t = useKindWords()
  return (
    <>
      <h3 className="part-title">{t('facts.who')}</h3>
      <Who kind={kind} />
      <h3 className="part-title">{t('facts.tariff')}</h3>
      <Tariff kind={kind} />
      <h3 className="part-title">{t('facts.before')}</h3>
      <Before kind={kind} />
      <h3 className="part-title">{t('facts.paper')}</h3>
      <Paper kind={kind} />
    </>
  )
}

function Who({ kind: { groups, levels, statuses, assurance, offices, offered } }: { readonly kind: KindPage }) {
  const t = useKindWords()
  const { level, withinMinutes } = assurance
  return (
    <Facts
      facts={[
        { label: t('facts.groups'), value: groups.map(group => t(`groups.${group}`)).join(' · ') },
        levels && { label: t('facts.levels'), value: levels.map(one => t(`levels.${one}`)).join(' · ') },
        { label: t('facts.statuses'), value: statuses.map(status => t(`statuses.${status}`)).join(' · ') },
        {
          label: t('facts.assurance'),
          value: `${t(`assurance.${level}`)}${withinMinutes === null ? '' : ` · ${t('facts.fresh', { count: withinMinutes })}`}`,
        },
        { label: t('facts.offered'), value: <Said said={offered}>{t(offered.is ? 'facts.yes' : 'facts.no')}</Said> },
        ...offices.map(({ group, office }) => ({
          label: group === null ? t('facts.office') : `${t('facts.office')} · ${t(`groups.${group}`)}`,
          value: <Both text={office} />,
        })),
      ]}
    />
  )
}

function Tariff({ kind: { editions, freeCopies } }: { readonly kind: KindPage }) {
  const t = useKindWords()
  const may = useMay()
  return (
    <>
      <Facts
        facts={[
          ...editions.map(({ title, price }) => ({
            label: <Both text={title} />,
            value: (
              <Said said={price}>
                <Money fen={price.fen} />
              </Said>
            ),
          })),
          {
            label: t('facts.freeCopies'),
            value: <Said said={freeCopies}>{t('facts.copies', { count: freeCopies.copies })}</Said>,
          },
        ]}
      />
      {may('settings.read') && (
        <p>
          <PlaceLink to="settings">{t('facts.toSettings')}</PlaceLink>
        </p>
      )}
    </>
  )
}

function Before({ kind: { holds, approval } }: { readonly kind: KindPage }) {
  const t = useKindWords()
  const text = useText()
  return (
    <Facts
      facts={[
        ...holds.map(({ reason, set }) => ({
          label: t('facts.hold', { set }),
          value: <Both text={reason} />,
        })),
        { label: t('facts.houseHolds'), value: t('facts.houseHoldsHint') },
        approval === null && { label: t('facts.approval'), value: t('facts.noApproval') },
        approval?.by === 'word' && {
          label: t('facts.byWord', { set: approval.set }),
          value: <Both text={approval.reason} />,
        },
        approval?.by === 'office' && {
          label: t('facts.byOffice', { office: text(approval.office) }),
          value: (
            <>
              <Both text={approval.reason} />
              <br />
              {t('facts.withinDays', { count: approval.withinWorkingDays })}
              <br />
              {t('facts.printableDays', { count: approval.printableDays })}
              <br />
              {approval.purposes === null
                ? t('facts.allPurposes')
                : t('facts.forPurposes', { purposes: approval.purposes.map(one => t(`purposes.${one}`)).join(' · ') })}
            </>
          ),
        },
      ]}
    />
  )
}

function Paper({ kind: { validityDays, paperOnly, seal } }: { readonly kind: KindPage }) {
  const t = useKindWords()
  const { day } = useTimes()
  const { words, certificate } = seal
  return (
    <Facts
      facts={[
        {
          label: t('facts.validity'),
          value: validityDays === null ? t('facts.forEver') : t('facts.days', { count: validityDays }),
        },
        { label: t('facts.file'), value: t(paperOnly ? 'facts.paperOnly' : 'facts.withFile') },
        ...words.map(one => ({
          label: one.group === null ? t('facts.sealWords') : `${t('facts.sealWords')} · ${t(`groups.${one.group}`)}`,
          value: `${one.words}（${t(`sealFrom.${one.from}`)}）`,
        })),
        {
          label: t('facts.seal'),
          value:
            certificate === null
              ? t('facts.noSeal')
              : t('facts.certificate', {
                  ...{ subject: certificate.subject, issuer: certificate.issuer },
                  ...{ until: day(certificate.until), algorithm: certificate.algorithm.toUpperCase() },
                }),
        },
      ]}
    />
  )
}

/** A value with where it stands, and whether something else stands for some. */
function Said({
  said: { from, otherSites, otherTerminals },
  children,
}: {
  readonly said: Pick<KindPage['offered'], 'from' | 'otherSites' | 'otherTerminals'>
  readonly children: ReactNode
}) {
  const t = useKindWords()
  return (
    <>
      {children} <span className="soft">{t(`from.${from}`)}</span>
      {otherSites > 0 && <div className="soft">{t('facts.otherSites', { count: otherSites })}</div>}
      {otherTerminals > 0 && <div className="soft">{t('facts.otherTerminals', { count: otherTerminals })}</div>}
    </>
  )
}
