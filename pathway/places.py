"""The places of the body that findings speak of, as closed sets of codes."""

from collections.abc import Mapping
from typing import Final, Literal, TypeAlias, get_args

FindingGroup: TypeAlias = Literal["pain_map", "sensation", "power", "reflex", "test"]
Zone: TypeAlias = Literal[
    "neck",
    "scapula",
    "shoulder_top",
    "outer_upper_arm",
    "lateral_forearm",
    "posterior_forearm",
    "medial_elbow",
    "medial_forearm",
    "thumb",
    "index_finger",
    "middle_finger",
    "ring_finger",
    "little_finger",
    "low_back",
    "buttock",
    "groin",
    "saddle",
    "front_thigh",
    "back_of_thigh",
    "inner_knee",
    "inner_shin",
    "outer_shin",
    "calf",
    "medial_ankle",
    "top_of_foot",
    "outer_foot",
    "sole",
    "great_toe",
    "little_toe",
]
MuscleName: TypeAlias = Literal[
    "shoulder_abduction",
    "shoulder_external_rotation",
    "elbow_flexion",
    "wrist_extension",
    "forearm_pronation",
    "elbow_extension",
    "wrist_flexion",
    "finger_extension",
    "finger_flexion",
    "thumb_extension",
    "finger_spread",
    "hip_flexion",
    "knee_extension",
    "ankle_dorsiflexion",
    "ankle_inversion",
    "great_toe_extension",
    "hip_abduction",
    "ankle_plantarflexion",
    "hip_extension",
    "knee_flexion",
]
ReflexName: TypeAlias = Literal[
    "biceps", "brachioradialis", "triceps", "knee", "medial_hamstring", "ankle"
]
TestName: TypeAlias = Literal[
    "spurling_a",
    "distraction",
    "ulnt1",
    "shoulder_abduction_relief",
    "valsalva",
    "slr",
    "crossed_slr",
    "slump",
    "femoral_stretch",
    "crossed_femoral_stretch",
]
PLACES: Final[Mapping[FindingGroup, tuple[str, ...]]] = {
    "pain_map": get_args(Zone),
    "sensation": get_args(Zone),
    "power": get_args(MuscleName),
    "reflex": get_args(ReflexName),
    "test": get_args(TestName),
}
"""The places that each group of findings knows, in any region."""
