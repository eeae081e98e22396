export { toAppError } from '../core/errors';
