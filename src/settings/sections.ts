import { z } from 'zod'
import { documentKindSchema } from '../contract/documents.ts'
import { type Bilingual, bilingualSchema, both } from '../contract/texts.ts'
import { PRICE_CLASSES, type PriceClassName, tariffSchema } from '../rules/tariff.ts'
import { accentSchema } from './accent.ts'
import { logoSchema } from './logo.ts'
import { maintenanceWeekSchema } from './maintenance.ts'
import { closedDaysSchema, timeOfDaySchema, weekHoursSchema } from './opening-hours.ts'
import { lineSchema, plainLineSchema } from './plain-line.ts'
import { traysSchema } from './trays.ts'

/** One value of the settings: what may stand there, and how people read it. */
interface Value<S extends z.ZodType = z.ZodType> {
  readonly schema: S
  readonly title: Bilingual
  /** What it does, where the title alone does not say it. */
  readonly note?: Bilingual
  /** Whoever changes it changes what visitors pay: another person agrees first, whatever the layer. */
  readonly isMoney?: true
  /** What holds where the settings are older than this value; not there of the first ones, which all settings say. */
  readonly before?: z.infer<S>
  /** An amount: kept in fen, typed and shown in yuan. */
  readonly isAmount?: true
}

const value = <S extends z.ZodType>(schema: S, title: Bilingual, note?: Bilingual): Value<S> => ({
  schema,
  title,
  ...(note && { note }),
})
const money = <S extends z.ZodType>(schema: S, title: Bilingual, note?: Bilingual) =>
  ({ ...value(schema, title, note), isMoney: true }) as const
const amount = <S extends z.ZodType>(schema: S, title: Bilingual, note?: Bilingual) =>
  ({ ...money(schema, title, note), isAmount: true }) as const
/** A value that came later than the first ones: settings that were signed before say nothing of it. */
const later = <S extends z.ZodType>(before: z.infer<S>, schema: S, title: Bilingual, note?: Bilingual) => ({
  ...value(schema, title, note),
  before,
})
const section = <const Values extends Readonly<Record<string, Value>>>(title: Bilingual, values: Values) => ({
  title,
  values,
})

/** Null: as the file on the terminal itself says, which has them in thousandths. */
const seconds = (min: number, max: number) => z.int().min(min).max(max).nullable()

const line = (zh: number, en: number) => bilingualSchema.extend({ zh: plainLineSchema(zh), en: plainLineSchema(en) })

type PriceKey = `${PriceClassName}Fen`
const PRICES = Object.fromEntries(
  Object.entries(PRICE_CLASSES).map(([name, { label }]) => [
    `${name}Fen`,
    amount(
      tariffSchema.shape[`${name as PriceClassName}Fen`],
      label,
      both('每份价格，单位：元', 'Of one copy, in yuan'),
    ),
  ]),
) as Record<PriceKey, ReturnType<typeof amount<(typeof tariffSchema.shape)[PriceKey]>>>

/** Everything that is set for terminals, by what it is about: the one table of it for files, forms, server and stations. */
export const SECTIONS = {
  hours: section(both('开放时间', 'Opening hours'), {
    week: value(
      weekHoursSchema.nullable(),
      both('每周', 'Week'),
      both(
        '不填：一直开放。打烊早于开门时，第二天打烊',
        'Left out: always open. Closing before opening means the next day',
      ),
    ),
    closedDays: value(
      z.array(closedDaysSchema).max(60),
      both('休息日', 'Closed days'),
      both('含首尾两天；原因给来人看', 'Both days included; visitors read the reason'),
    ),
  }),
  documents: section(both('文件', 'Documents'), {
    offered: value(
      z
        .array(documentKindSchema)
        .min(1)
        .max(200)
        .refine(kinds => new Set(kinds).size === kinds.length, 'names a kind twice')
        .nullable(),
      both('提供的种类', 'Kinds that are offered'),
      both('不填：全部', 'Left out: all of them'),
    ),
  }),
  prices: section(both('价格', 'Prices'), PRICES),
  copies: section(both('份数', 'Copies'), {
    freeCopies: money(
      z.int().min(0).max(99),
      both('免费份数', 'Free copies'),
      both('每人在一个周期内，各机合计', 'Of each person in a period, at all machines together'),
    ),
    maxCopies: value(z.int().min(1).max(99), both('一次最多份数', 'Most copies at once')),
    badCopiesGoTo: value(
      bilingualSchema.extend({ zh: lineSchema(400), en: lineSchema(400) }).nullable(),
      both('废页放处', 'Where bad copies are laid'),
      both('接在“请放入”后面；不填：由来人带走', 'Stands behind “put it into”; left out: visitors keep them'),
    ),
  }),
  help: section(both('求助与通知', 'Help and notice'), {
    phone: value(lineSchema(40), both('求助电话', 'Telephone for help')),
    notice: value(
      line(60, 120).nullable(),
      both('首屏通知', 'Notice on the first screen'),
      both('一句话；不填：没有', 'One sentence; left out: none'),
    ),
  }),
  delays: section(both('等待时间（秒）', 'Waiting times (seconds)'), {
    idleSeconds: value(seconds(15, 600), both('多久没有触摸就询问', 'Without a touch, until it asks')),
    askSeconds: value(seconds(10, 120), both('“还在吗”停留', '“Are you still there?” stands')),
    noticeSeconds: value(seconds(5, 120), both('短提示停留', 'A short notice stands')),
    asideSeconds: value(seconds(2, 30), both('提示旁人的一行停留', 'A line for somebody else stands')),
    refusedSeconds: value(seconds(5, 300), both('拒绝页停留', 'A refusal stands')),
    answerSeconds: value(seconds(10, 120), both('最长等服务器', 'The server is waited for at most')),
    paperSeconds: value(seconds(30, 900), both('缺纸、卡纸时等待', 'Paper or a cleared jam is waited for')),
    leaveSeconds: value(seconds(10, 600), both('结果页停留', 'The result stands')),
    payMarginSeconds: value(seconds(0, 45), both('付款码提前收起', 'The payment code goes before its end')),
  }),
  look: section(both('外观', 'Look'), {
    logo: value(
      logoSchema.nullable(),
      both('校徽（PNG）', 'Emblem (PNG)'),
      both('代替左上角的印；最大 24 kB', 'In place of the seal at the top; 24 kB at most'),
    ),
    accent: value(
      accentSchema.nullable(),
      both('主色', 'Colour'),
      both('按钮的颜色；太浅的不接受', 'Of the buttons; what is too light is not taken'),
    ),
  }),
  sounds: section(both('声音', 'Sounds'), {
    volumePercent: value(z.int().min(0).max(100), both('音量（%）', 'Volume (%)'), both('0：静音', '0: silent')),
    touches: value(z.boolean(), both('按键音', 'A sound at each touch')),
    quietHours: value(
      z
        .strictObject({ from: timeOfDaySchema, to: timeOfDaySchema })
        .refine(({ from, to }) => from !== to, 'begins and ends at the same time')
        .nullable(),
      both('静音时段', 'Quiet hours'),
      both('可跨午夜；不填：没有', 'May run over midnight; left out: none'),
    ),
  }),
  paper: section(both('纸张', 'Paper'), {
    trays: later(
      [],
      traysSchema,
      both('各种文件用的纸盒', 'Trays by kind'),
      both(
        '没有列出的种类由打印机自己选纸。打印机没有这个纸盒，或纸盒空了：不打印，并说明',
        'A kind that is not listed goes on the paper that the printer chooses. Where the printer lacks the tray, or it is empty, nothing is printed, and the kiosk says so',
      ),
    ),
  }),
  maintenance: section(both('维护', 'Maintenance'), {
    week: later(
      null,
      maintenanceWeekSchema.nullable(),
      both('例行维护时段', 'Planned maintenance'),
      both(
        '正在办理的人先办完；首屏写明何时恢复。不填：没有',
        'Whoever stands there is served to the end; the screen says when it is back. Left out: none',
      ),
    ),
    callAfterSeconds: later(
      null,
      z.int().min(30).max(3_600).nullable(),
      both('不能办理多久后通知人（秒）', 'Out of order so long before somebody is called (seconds)'),
      both('不填：按服务器文件', 'Left out: as the server’s file says'),
    ),
    paperLowSheets: later(
      null,
      z.int().min(1).max(5_000).nullable(),
      both('纸张少于多少张时通知', 'Sheets of paper below which somebody is told'),
      both(
        '任一纸盒；打印机不报张数的不算。不填：不通知',
        'Of any tray that tells its sheets. Left out: nobody is told',
      ),
    ),
    tonerLowPercent: later(
      null,
      z.int().min(1).max(50).nullable(),
      both('墨粉低于百分之几时通知', 'Percent of toner below which somebody is told'),
      both('打印机不报的不算。不填：不通知', 'Where the printer tells it. Left out: nobody is told'),
    ),
    backByItself: later(
      false,
      z.boolean(),
      both('停用到点自动恢复', 'Back by itself'),
      both(
        '人工停用时写了恢复时间的，到时自动恢复；没有写的不变',
        'A kiosk that staff took out until a time comes back at that time; one without a time stays out',
      ),
    ),
  }),
} as const satisfies Readonly<Record<string, ReturnType<typeof section>>>

export type SectionName = keyof typeof SECTIONS
export const SECTION_NAMES = Object.keys(SECTIONS) as readonly SectionName[]

/** Where a value stands, `section.value`. */
export type SettingPath = {
  [S in SectionName]: `${S}.${keyof (typeof SECTIONS)[S]['values'] & string}`
}[SectionName]

/** Every value, in the order of the forms. */
export const SETTING_PATHS = SECTION_NAMES.flatMap(name =>
  Object.keys(SECTIONS[name].values).map(key => `${name}.${key}` as SettingPath),
)

/** What the table says of one value. */
export function valueAt(path: SettingPath): Value {
  const [section, key] = path.split('.') as [SectionName, string]
  return (SECTIONS[section].values as Readonly<Record<string, Value>>)[key]!
}
