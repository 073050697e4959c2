"""The kinds of id. Outward ids are UUIDv7 text; what a workbook calls a thing (J01, K02) is its `code`."""

from typing import NewType

SchoolId = NewType("SchoolId", str)
CampusId = NewType("CampusId", str)
CommunityId = NewType("CommunityId", str)
TermId = NewType("TermId", str)
ClassId = NewType("ClassId", str)
PersonId = NewType("PersonId", str)
PostId = NewType("PostId", str)
PlaceId = NewType("PlaceId", str)
TimetableId = NewType("TimetableId", str)
HomeLessonId = NewType("HomeLessonId", str)
JointLessonId = NewType("JointLessonId", str)
SessionId = NewType("SessionId", str)
ChangeId = NewType("ChangeId", str)
AmendmentId = NewType("AmendmentId", str)
RevisionId = NewType("RevisionId", str)
ActivityId = NewType("ActivityId", str)
SubmissionId = NewType("SubmissionId", str)
IncidentId = NewType("IncidentId", str)
