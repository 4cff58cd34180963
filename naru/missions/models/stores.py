"""The formulary, the lots that are packed of it, and the equipment."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from naru.krds.addresses import address
from naru.missions.models.consignments import Consignment, ConsignmentItem
from naru.missions.models.missions import Mission, Site
from naru.missions.queries.stores import EquipmentQuerySet, LotQuerySet, MedicineQuerySet
from naru.missions.rules import consignments, stores
from naru.missions.rules.dosing import MedicineFacts, Pregnancy
from naru.missions.rules.formulary import Form, Measure, Unit
from naru.missions.rules.stores import Shelf


class Medicine(models.Model):
    """
    One medicine of the formulary: a generic name in one form and strength, with its doses and classes.

    A unit is what the pharmacy counts (a tablet, a bottle), a measure what a dose is counted in (a tablet, a mL):
    one unit holds `pack` measures, one measure `mg` milligrams.
    """

    code = models.CharField(_("code"), max_length=12, unique=True)
    name = models.CharField(_("generic name"), max_length=120)
    name_ko = models.CharField(_("name in Korean"), max_length=120, blank=True)
    form = models.CharField(_("form"), max_length=30, choices=Form)
    strength = models.CharField(_("strength"), max_length=80, blank=True)
    unit = models.CharField(_("unit"), max_length=20, choices=Unit)
    measure = models.CharField(_("measure"), max_length=20, choices=Measure)
    pack = models.DecimalField(_("measures in a unit"), max_digits=9, decimal_places=2, default=1)
    mg = models.DecimalField(_("mg in a measure"), max_digits=13, decimal_places=4, null=True, blank=True)
    adult_mg = models.DecimalField(
        _("adult’s dose in mg"), max_digits=13, decimal_places=4, null=True, blank=True
    )
    per_day = models.PositiveSmallIntegerField(_("times a day"), default=1)
    mg_per_kg = models.DecimalField(_("mg per kg"), max_digits=13, decimal_places=4, null=True, blank=True)
    child_per_day = models.PositiveSmallIntegerField(_("times a day for children"), null=True, blank=True)
    most_mg = models.DecimalField(
        _("highest dose in mg"), max_digits=13, decimal_places=4, null=True, blank=True
    )
    most_day_mg = models.DecimalField(
        _("highest daily dose in mg"), max_digits=13, decimal_places=4, null=True, blank=True
    )
    from_months = models.PositiveSmallIntegerField(_("from months of age"), default=0)
    days = models.PositiveSmallIntegerField(_("usual days"), default=1)
    allergy = models.JSONField(_("allergy classes"), default=list, blank=True)
    pregnancy = models.CharField(_("in pregnancy"), max_length=10, choices=Pregnancy)
    group = models.CharField(_("works like"), max_length=40, blank=True)
    atc = models.CharField(_("ATC code"), max_length=10, blank=True)
    pictograms = models.JSONField(_("pictures on the label"), default=list, blank=True)
    entered_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = MedicineQuerySet.as_manager()

    class Meta:
        verbose_name = _("medicine")
        verbose_name_plural = _("medicines")
        ordering = ["name", "form", "code"]

    def __str__(self) -> str:
        return " ".join(filter(None, [self.name, self.strength, str(self.get_form_display())]))

    def get_absolute_url(self) -> str:
        """Give the address of the medicine's page."""
        return address("missions:medicine", self.pk)

    def facts(self) -> MedicineFacts:
        """Give it to the rules."""

        def number(value: object) -> float | None:
            if value is None:
                return None
            told = float(str(value))
            return int(told) if told == int(told) else told

        return MedicineFacts(
            code=self.code,
            name=self.name,
            name_ko=self.name_ko,
            form=self.form,
            strength=self.strength,
            unit=self.unit,
            measure=self.measure,
            pack=number(self.pack) or 1,
            mg=number(self.mg),
            adult_mg=number(self.adult_mg),
            per_day=self.per_day,
            mg_per_kg=number(self.mg_per_kg),
            child_per_day=self.child_per_day,
            most_mg=number(self.most_mg),
            most_day_mg=number(self.most_day_mg),
            from_months=self.from_months,
            days=self.days,
            allergy=tuple(self.allergy),
            pregnancy=self.pregnancy,
            group=self.group,
            atc=self.atc,
            pictograms=tuple(self.pictograms),
        )


class Lot(models.Model):
    """
    A lot that is packed: for a site of a mission, in a consignment, or both.

    `code` names it in the clinic's log and on the shelf; `number` is the maker's. `packed` and `received` are units;
    nobody counted the arrival while `received` is empty. What is on hand at a site is folded from its log.
    """

    code = models.CharField(_("code"), max_length=40, unique=True)
    mission = models.ForeignKey(Mission, models.PROTECT, null=True, blank=True, related_name="lots")
    site = models.ForeignKey(
        Site, models.PROTECT, null=True, blank=True, related_name="lots", verbose_name=_("site")
    )
    consignment = models.ForeignKey(
        Consignment, models.PROTECT, null=True, blank=True, related_name="lots", verbose_name=_("consignment")
    )
    item = models.ForeignKey(ConsignmentItem, models.PROTECT, null=True, blank=True, related_name="lots")
    medicine = models.ForeignKey(
        Medicine, models.PROTECT, null=True, blank=True, related_name="lots", verbose_name=_("medicine")
    )
    number = models.CharField(_("lot number"), max_length=40, blank=True)
    expires_on = models.DateField(_("expires on"), null=True, blank=True)
    packed = models.PositiveIntegerField(_("packed"))
    received = models.PositiveIntegerField(_("arrived"), null=True, blank=True)
    box = models.CharField(_("box"), max_length=20, blank=True)
    origin = models.CharField(_("made in"), max_length=2, blank=True)
    value = models.PositiveIntegerField(_("value of a unit, won"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    packed_at = models.DateTimeField()
    packed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = LotQuerySet.as_manager()

    class Meta:
        verbose_name = _("lot")
        verbose_name_plural = _("lots")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(mission__isnull=False) | Q(consignment__isnull=False), name="lot_goes_somewhere"
            ),
            models.CheckConstraint(
                condition=Q(medicine__isnull=False) | Q(item__isnull=False), name="lot_is_of_something"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.what}"

    @property
    def what(self) -> str:
        """What is in it, in words."""
        return str(self.medicine or self.item or "")

    @property
    def expected(self) -> int:
        """How many units count: those that arrived where somebody counted, else those that were packed."""
        return self.packed if self.received is None else self.received

    def difference(self) -> int:
        """Give how many more or fewer arrived than were packed."""
        return consignments.difference(self.packed, self.received)

    def shelf(self, *, on: date) -> Shelf | None:
        """Say what the lot is worth on a day, or nothing where it does not expire."""
        return stores.shelf(self.expires_on, on=on) if self.expires_on else None


class Equipment(models.Model):
    """One thing, or several alike, that a mission takes along: wanted, packed, and brought home."""

    mission = models.ForeignKey(Mission, models.PROTECT, related_name="equipment")
    site = models.ForeignKey(
        Site, models.PROTECT, null=True, blank=True, related_name="equipment", verbose_name=_("site")
    )
    name = models.CharField(_("what"), max_length=200)
    serial = models.CharField(_("serial number"), max_length=80, blank=True)
    wanted = models.PositiveIntegerField(_("pieces wanted"), default=1)
    packed = models.PositiveIntegerField(_("packed"), null=True, blank=True)
    returned = models.PositiveIntegerField(_("brought home"), null=True, blank=True)
    box = models.CharField(_("box"), max_length=20, blank=True)
    value = models.PositiveIntegerField(_("value of a piece, won"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = EquipmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("equipment")
        verbose_name_plural = _("equipment")
        ordering = ["mission", "box", "name", "pk"]

    def __str__(self) -> str:
        return self.name
