// What a service without a document keeps: fields as those of a document, with rules and the way from older versions. The class
// of the service carries the definition.

import type { z } from 'zod'
import { STATE } from '../../store/kind/kind-store.ts'
import type { DocumentData, DocumentOptions } from '../define-document.ts'
import { type DocumentCore, defineNamed, type KindDefinition } from '../service/define-kind.ts'

export interface StateOptions<S extends z.ZodRawShape, M>
  extends Pick<DocumentOptions<S, M, DocumentCore>, 'schema' | 'methods' | 'migrations' | 'version'> {}

/** Throws TypeError for a name that a field or a method cannot have. */
export const defineState = <S extends z.ZodRawShape, M>(
  options: StateOptions<S, M>,
): KindDefinition<DocumentData<S, M, DocumentCore>> => defineNamed<S, M>(STATE, options)
