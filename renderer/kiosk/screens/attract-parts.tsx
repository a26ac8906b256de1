import type { Fault } from '../../../src/fault.ts'
import { formatYuan } from '../../ui/formats.ts'
import { Note } from '../../ui/note.tsx'
import { FaultNote } from '../fault-note.tsx'
import { type ContentOf, useWords } from '../kiosk-context.ts'
import { LayPicture } from '../pictures/lay-picture.tsx'
import { TapPicture } from '../pictures/tap-picture.tsx'

type Attract = ContentOf<'attract'>

/** How to say who you are: only the readers that work. */
export function Ways({ readers }: { readonly readers: Attract['readers'] }) {
  const { t } = useWords()
  return (
    <div className="ways">
      {readers.campusCard && (
        <div className="way">
          <TapPicture />
          <b>{t('attract.card')}</b>
          <span>{t('attract.cardHow')}</span>
        </div>
      )}
      {readers.idCard && (
        <div className="way">
          <LayPicture />
          <b>{t('attract.idCard')}</b>
          <span>{t('attract.idCardHow')}</span>
        </div>
      )}
    </div>
  )
}

/** The free copies first, then what a copy costs. */
export function Prices({ content }: { readonly content: Attract }) {
  const { t, text } = useWords()
  return (
    <dl className="prices">
      <div>
        <dt>{t('attract.freeNote')}</dt>
        <dd>{t('attract.free', { count: content.freeCopies })}</dd>
      </div>
      {content.tariff.map(line => (
        <div key={line.label.zh}>
          <dt>
            {t('attract.then')} <span className="what">{text(line.label)}</span>
          </dt>
          <dd>{formatYuan(line.unitPriceFen)}</dd>
        </div>
      ))}
    </dl>
  )
}

/** How the machine is today, said before anyone begins. */
export function Condition({
  notices,
  readers,
}: {
  readonly notices: readonly Fault[]
  readonly readers: Attract['readers']
}) {
  const { t } = useWords()
  const usable = readers.campusCard || readers.idCard
  const whole = readers.campusCard && readers.idCard
  return (
    <div className="notes">
      {notices.map(fault => (
        <FaultNote key={fault.code} fault={fault} tone="wait" />
      ))}
      {!whole && (
        <Note tone="wait">
          {usable ? t(readers.campusCard ? 'attract.noIdCardReader' : 'attract.noCardReader') : t('attract.noReader')}
        </Note>
      )}
      <Note tone={notices.length > 0 || !whole ? 'info' : 'ok'}>
        {notices.length === 0 && whole && <>{t('attract.ready')} </>}
        <b>{t('attract.promise')}</b>
      </Note>
    </div>
  )
}
