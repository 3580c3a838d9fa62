// The catalogue of errors.ts in Chinese, for the manual only: apart from it, so that no client carries it.

import type { CloseCode } from './errors.ts'
import type { KitErrorCode } from './kit-errors.ts'

export const ERRORS_ZH: Record<KitErrorCode, string> = {
  NEED_LOGIN: '需要先登录',
  ALREADY_LOGGED_IN: '这条连接已经登录过了',
  LOGIN_FAILED: '登录被拒绝',
  BANNED: '账号已被封禁',
  TRY_AGAIN: '暂时无法处理，请稍后再试',
  SERVER_FULL: '服务器已满',
  UNKNOWN_MESSAGE: '没有这条消息',
  BAD_MESSAGE: '消息内容不符合协议',
  MESSAGE_TOO_LARGE: '消息太大',
  RATE_LIMITED: '请求太频繁',
  TIMEOUT: '超时没有应答',
  INTERNAL: '服务器内部错误',
  ROOM_NOT_FOUND: '房间不存在',
  ROOM_FULL: '房间已满',
  ROOM_LOCKED: '房间已锁定',
  WRONG_PASSWORD: '密码错误',
  ALREADY_IN_ROOM: '已经在这个房间里',
  NOT_IN_ROOM: '不在这个房间里',
  TOO_MANY_ROOMS: '房间数已达上限',
  NOT_ALLOWED: '没有权限',
  MUTED: '已被禁言',
  TEXT_REFUSED: '文本含有不允许的内容',
  NOT_ONLINE: '玩家不在线',
  ROLE_CLOSED: '角色已关闭',
  DOCUMENT_NOT_FOUND: '文档不存在',
  DOCUMENT_CLOSED: '文档已关闭',
  DOCUMENT_TOO_LARGE: '文档太大',
  CALL_CYCLE: '调用成环，会等待自己',
  SERVICE_DEAD: '服务已退出或不存在',
  UNKNOWN_COMMAND: '服务没有这个命令',
  NAME_TAKEN: '服务名已被占用',
  MAILBOX_FULL: '服务的信箱已满',
  THREAD_LOST: '服务所在的线程已退出',
  NOT_CLONEABLE: '消息里有不能跨线程传递的内容',
}

export const CLOSES_ZH: Record<CloseCode, string> = {
  4001: '账号在别处登录，被顶下线',
  4002: '服务器正在停止，请重连',
  4003: '客户端接收太慢，待发数据过多',
  4004: '空闲太久',
  4005: '错误消息太多',
  4006: '服务器已满',
  4007: '没有按时登录',
  4008: '被踢下线',
  4009: '同一地址的连接过多',
}
