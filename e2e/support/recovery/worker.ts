import './faults';
import '../../../src/engine/worker';
