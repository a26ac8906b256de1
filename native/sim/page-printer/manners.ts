import { amount, canBe, goodValue, type Manner, type MannerValue, oneOf, onOff } from './manner.ts'

/**
 * How this printer speaks and behaves; each was seen at some printer of the trade. A line here is all that a switch, an amount or a
 * choice needs on the page of the devices. What happens once (a lost answer, a jam, a power cut) is a verb of its own.
 */
export const PRINTER_MANNERS = {
  forgetsEndedJobs: onOff('memory', '不保留作业记录', 'Keeps no history'),
  forgetsAfterMs: amount('memory', ['一段时间后忘记已结束的作业', 'Forgets ended jobs after'], 'ms', 2_000),
  names: oneOf('memory', ['作业名', 'Job names'], {
    plain: ['原样', 'as sent'],
    'with-language': ['带语言标记', 'with a language'],
    replaced: ['改成自己的', 'replaced by its own'],
    none: ['不给', 'not told'],
  }),
  namesCutTo: amount('memory', ['截短作业名', 'Cuts job names to'], 'characters', 8),
  list: oneOf('memory', ['作业列表', 'List of jobs'], {
    whole: ['完整', 'whole'],
    empty: ['总是空的', 'always empty'],
    unsupported: ['不支持 Get-Jobs', 'no Get-Jobs'],
  }),
  refusesAllJobs: onOff('memory', '拒绝 which-jobs=all', 'Refuses which-jobs=all'),
  counters: oneOf('counts', ['作业计数', 'Counters of a job'], {
    sheets: ['准确', 'exact'],
    impressions: ['只有印面数', 'impressions alone'],
    none: ['没有', 'none'],
    lagging: ['落后', 'lagging'],
    'at-the-end': ['作业结束才动', "move at the job's end"],
    frozen: ['停在 1', 'frozen at 1'],
    'sheets-frozen': ['张数停在 1，印面准确', 'sheets frozen at 1, impressions exact'],
    ahead: ['一开始就满', 'full at the start'],
    'one-too-high': ['多 1', 'one too high'],
    'falls-when-full': ['满了又归零', 'full, then back to 0'],
    'since-power-on': ['断电后归零', 'anew at each power-on'],
  }),
  lifeCounters: oneOf('counts', ['总计数', 'Life counters'], {
    exact: ['准确', 'exact'],
    impressions: ['只有印面数', 'impressions alone'],
    sheets: ['只有张数', 'sheets alone'],
    none: ['没有', 'none'],
    'at-job-end': ['作业结束才动', "move at a job's end"],
    'sheets-frozen': ['张数不动', 'sheets frozen'],
    frozen: ['都不动', 'frozen'],
  }),
  lifeLagMs: amount('counts', ['总计数迟到', 'Life counters come late by'], 'ms', 8_000),
  upTime: oneOf('counts', ['运行时间', 'Up-time'], {
    'since-power-on': ['从开机算起', 'since power-on'],
    'never-resets': ['断电后接着算', 'goes on over a power cut'],
    none: ['不给', 'not told'],
  }),
  tellsLittle: onOff('counts', '很少介绍自己', 'Tells little of itself'),
  trayLevel: oneOf('counts', ['纸盒余量', 'Level of the tray'], {
    exact: ['准确', 'exact'],
    'beside-auto': ['另有“自动”纸盒', 'exact, beside an "auto" tray'],
    some: ['有纸（-3）', 'some (-3)'],
    unknown: ['未知（-2）', 'unknown (-2)'],
    absent: ['不给', 'not told'],
  }),
  answersAfterMs: amount('answers', ['所有应答都慢', 'Answers after'], 'ms', 2_000),
  statusAfterMs: amount('answers', ['状态应答慢', 'Status answers after'], 'ms', 6_000),
  silentAfterJobMs: amount('answers', ['收到作业后状态不应答', 'No status after a job for'], 'ms', 10_000),
  nonsense: onOff('answers', '应答是乱码', 'Answers nonsense'),
  printJob: oneOf('answers', ['对打印请求的应答', 'Answer to Print-Job'], {
    honest: ['如实', 'honest'],
    busy: ['总说忙，不打印', 'busy for ever'],
    'busy-but-prints': ['说忙，照样打印', 'busy, yet prints'],
    'refused-but-prints': ['拒绝，照样打印', 'refused, yet prints'],
    'refused-with-job': ['拒绝，却留下作业', 'refused, yet makes a job'],
    'after-the-work': ['打印完才应答', 'only after the work'],
  }),
  noJobAttributes: onOff('answers', '不支持 Get-Job-Attributes', 'No Get-Job-Attributes'),
  jobInOperationGroup: onOff('answers', '作业属性放在操作组', 'Job attributes in the operation group'),
  bareReasons: onOff('answers', '原因不带后缀', 'Reasons without suffix'),
  stopped: oneOf('answers', ['停机时的状态', 'Word of a stop'], {
    told: ['如实', 'true'],
    'as-warning': ['只是警告，仍在打印', 'printing, with a warning'],
    'in-reasons': ['原因里有，状态仍在打印', 'printing, with the reason'],
    'paused-alone': ['只说暂停', 'paused, and no reason'],
  }),
  ending: oneOf('ends', ['作业结束', 'End of a job'], {
    true: ['如实', 'true'],
    'at-once': ['立刻说完成，纸在后面', 'completed at once, paper follows'],
    'queued-in-device': ['立刻说完成（queued-in-device），之后改口', 'completed (queued-in-device), later the truth'],
    'with-errors': ['完成但有错误', 'completed with errors'],
    'abort-as-completed': ['中止说成完成但有错误', 'aborted is told as completed with errors'],
    'abort-as-canceled': ['中止说成取消', 'aborted is told as canceled'],
  }),
  abortsWhenDone: onOff('ends', '纸都出来了，却说中止', 'All out, and told as aborted'),
  wakesForMs: amount('ends', ['每份先预热', 'Wakes up before each job for'], 'ms', 20_000),
  sheetMs: amount('ends', ['每张纸用时', 'Takes for a sheet'], 'ms', 4_000),
  printsTwice: onOff('ends', '每份打印两次', 'Prints every job twice'),
  endsLateMs: amount('ends', ['出完纸后才结束', 'Ends after the last sheet by'], 'ms', 3_000),
  cancel: oneOf('ends', ['取消作业', 'Cancel-Job'], {
    obeyed: ['照做', 'obeyed'],
    'after-the-sheet': ['出完当前一张再取消', 'after the sheet under way'],
    ignored: ['答应，照样打印', 'ok, yet prints'],
    'told-but-prints': ['说已取消，照样打印', 'told as canceled, yet prints'],
    refused: ['拒绝', 'refused'],
    unsupported: ['不支持', 'not supported'],
  }),
  secondTray: oneOf('abilities', ['第二纸盒', 'Second tray'], {
    none: ['没有', 'none'],
    told: ['有，并报出', 'there, and told'],
    untold: ['有，不报', 'there, not told'],
  }),
  duplex: oneOf('abilities', ['双面器', 'Duplex unit'], {
    works: ['正常', 'works'],
    gone: ['已拆除', 'gone'],
    'gone-and-strict': ['已拆除，双面一律拒绝', 'gone, two-sided always refused'],
    dropped: ['改成单面并告知', 'prints one-sided and says so'],
    'dropped-silently': ['改成单面不告知', 'prints one-sided in silence'],
    'dropped-whatever': ['不论要求一律改成单面并告知', 'prints one-sided whatever was ordered, and says so'],
  }),
} as const satisfies Record<string, Manner>

export type MannerName = keyof typeof PRINTER_MANNERS
export const MANNER_NAMES = Object.keys(PRINTER_MANNERS) as MannerName[]

export type Manners = { -readonly [Name in MannerName]: MannerValue<(typeof PRINTER_MANNERS)[Name]> }

/** How a printer is that does nothing wrong. */
export function goodManners(): Manners {
  return Object.fromEntries(MANNER_NAMES.map(name => [name, goodValue(PRINTER_MANNERS[name])])) as Manners
}

/** One manner by name, from outside; null when there is none of this name or it can't be so. */
export function mannerChange(name: string, value: unknown): Partial<Manners> | null {
  const known = MANNER_NAMES.find(one => one === name)
  return known !== undefined && canBe(PRINTER_MANNERS[known], value) ? { [known]: value } : null
}
