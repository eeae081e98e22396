import type { TFunction } from 'i18next';
import type { AppError } from '../core/errors';
import './i18n/errors';
import { errorsEn } from './i18n/errors.en';

type ErrorKey = keyof typeof errorsEn.errors;

function isErrorKey(code: string): code is ErrorKey {
  return code in errorsEn.errors;
}

/** What to tell the user: by code in their language, else the error's own sentence. */
export function errorText(t: TFunction, error: AppError): string {
  return isErrorKey(error.code) ? t(`errors.${error.code}`) : error.message;
}
