import { isObject, type JsonObject } from './json';
import { checkpointError } from './problems';

const FILE = 'config.json';

/** transformers' default for Llama. */
const STANDARD_THETA = 10_000;

/**
 * The base of the rotary embeddings. transformers 4 has `rope_theta` and `rope_scaling`, transformers 5 keeps
 * both in `rope_parameters`, and reads the older fields too.
 *
 * @throws AppError `checkpoint-unsupported`: rope-scaling; `checkpoint-invalid`: config-field.
 */
export function readRopeTheta(fields: JsonObject): number {
  const scaling = readNested(fields, 'rope_scaling');
  const parameters = readNested(fields, 'rope_parameters');
  // In transformers 5, the older of the two counts where both are there.
  const nested = Object.keys(scaling).length > 0 ? scaling : parameters;
  const holder = (nested['rope_theta'] ?? null) === null ? fields : nested;
  const theta = holder['rope_theta'] ?? STANDARD_THETA;
  if (typeof theta !== 'number' || !(theta > 0 && theta < Infinity)) {
    throw checkpointError('config-field', { file: FILE, field: 'rope_theta', actual: theta });
  }
  refusePartial(fields, 'partial_rotary_factor');
  return theta;
}

/** An object that scales nothing; empty if the field is absent or null. */
function readNested(fields: JsonObject, field: string): JsonObject {
  const value = fields[field] ?? {};
  if (!isObject(value)) throw checkpointError('config-field', { file: FILE, field, actual: value });
  if (!isUnscaled(value)) {
    throw checkpointError('rope-scaling', { file: FILE, field, actual: value });
  }
  refusePartial(value, field);
  return value;
}

/** Whether positions up to the length that the model was trained with turn as they do without it. */
function isUnscaled(rope: JsonObject): boolean {
  // Other families nest one object for each type of layer.
  if (Object.values(rope).some(isObject)) return false;
  const { factor } = rope;
  switch (rope['rope_type'] ?? rope['type'] ?? 'default') {
    case 'default':
      return true;
    case 'linear':
    case 'llama3':
      return factor === 1;
    case 'yarn':
      // Attention has a factor of its own, which may not follow from the other.
      return factor === 1 && (rope['attention_factor'] ?? rope['mscale'] ?? 1) === 1;
    case 'dynamic':
      // Begins beyond that length.
      return typeof factor === 'number' && factor >= 1;
    default:
      return false;
  }
}

/** Where only a part of each head turns, the libraries would turn all of it. */
function refusePartial(fields: JsonObject, field: string): void {
  const part = fields['partial_rotary_factor'] ?? 1;
  if (part !== 1) throw checkpointError('rope-scaling', { file: FILE, field, actual: part });
}
